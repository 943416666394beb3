namespace GameServer.Hosting.Persistence;

internal sealed class AccountRow
{
    public long Id { get; set; }

    public required string Name { get; set; }

    public required string NameKey { get; set; }

    public string? PasswordHash { get; set; }

    public DateTimeOffset Created { get; set; }

    public bool IsAdministrator { get; set; }

    public DateTimeOffset? MutedUntil { get; set; }

    public DateTimeOffset? BannedUntil { get; set; }
}
