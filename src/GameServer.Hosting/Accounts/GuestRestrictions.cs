using GameServer.Rpc;

namespace GameServer.Hosting.Accounts;

/// <summary>
/// What restrains guests by where they come from: a guest who is muted or banned would come back as another. New guests
/// of that network are muted as long, or are not let in; accounts with a password are not concerned. It is kept in memory:
/// a server that starts anew has forgotten.
/// </summary>
/// <remarks>When too many networks are kept, those are forgotten whose restriction ends first.</remarks>
/// <param name="time">The clock.</param>
public sealed class GuestRestrictions(TimeProvider time)
{
    private const int MostKept = 4096;
    private readonly Lock _lock = new();
    private readonly BoundedTable<ClientNetwork, Entry> _muted = new(MostKept, static entry => entry.Until.UtcTicks);
    private readonly BoundedTable<ClientNetwork, Entry> _banned = new(MostKept, static entry => entry.Until.UtcTicks);

    /// <summary>Until when guests of a network may not speak; null when they may.</summary>
    /// <param name="network">The network.</param>
    public DateTimeOffset? MutedUntil(ClientNetwork network) => Until(_muted, network);

    /// <summary>Until when no guests of a network are let in; null when they are.</summary>
    /// <param name="network">The network.</param>
    public DateTimeOffset? BannedUntil(ClientNetwork network) => Until(_banned, network);

    /// <summary>Mutes the guests to come.</summary>
    /// <param name="network">Where from.</param>
    /// <param name="accountId">The guest who was muted.</param>
    /// <param name="until">Until when.</param>
    public void Mute(ClientNetwork network, long accountId, DateTimeOffset until) => Set(_muted, network, new(accountId, until));

    /// <summary>Bans the guests to come.</summary>
    /// <param name="network">Where from.</param>
    /// <param name="accountId">The guest who was banned.</param>
    /// <param name="until">Until when.</param>
    public void Ban(ClientNetwork network, long accountId, DateTimeOffset until) => Set(_banned, network, new(accountId, until));

    /// <summary>Takes back what a guest brought upon his network.</summary>
    /// <param name="accountId">The guest.</param>
    public void Pardon(long accountId)
    {
        lock (_lock)
        {
            _muted.RemoveWhere(entry => entry.AccountId == accountId);
            _banned.RemoveWhere(entry => entry.AccountId == accountId);
        }
    }

    private DateTimeOffset? Until(BoundedTable<ClientNetwork, Entry> table, ClientNetwork network)
    {
        lock (_lock)
        {
            return table.TryGet(network, out var entry) && entry.Until > time.GetUtcNow() ? entry.Until : null;
        }
    }

    private void Set(BoundedTable<ClientNetwork, Entry> table, ClientNetwork network, Entry entry)
    {
        lock (_lock)
        {
            table.Set(network, entry);
        }
    }

    private readonly record struct Entry(long AccountId, DateTimeOffset Until);
}
