namespace GameServer.Hosting.Persistence;

internal sealed class WalletEntryRow
{
    public long Id { get; set; }

    public long AccountId { get; set; }

    public long Coins { get; set; }

    public long Balance { get; set; }

    public required string Item { get; set; }

    public required string Key { get; set; }

    public DateTimeOffset At { get; set; }
}
