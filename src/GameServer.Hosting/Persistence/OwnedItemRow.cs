namespace GameServer.Hosting.Persistence;

/// <summary>Something that an account has bought, however often: so that asking for it does not read the whole history.</summary>
internal sealed class OwnedItemRow
{
    public long AccountId { get; set; }

    public required string Item { get; set; }
}
