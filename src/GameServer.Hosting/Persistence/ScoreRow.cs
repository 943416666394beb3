namespace GameServer.Hosting.Persistence;

internal sealed class ScoreRow
{
    public long AccountId { get; set; }

    public long Best { get; set; }

    public long Total { get; set; }
}
