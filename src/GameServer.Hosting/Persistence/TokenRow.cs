namespace GameServer.Hosting.Persistence;

internal sealed class TokenRow
{
    public required byte[] Hash { get; set; }

    public long AccountId { get; set; }

    public DateTimeOffset Created { get; set; }

    public DateTimeOffset Expires { get; set; }
}
