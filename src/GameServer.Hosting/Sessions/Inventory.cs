using GameServer.Hosting.Accounts;
using GameServer.Services;

namespace GameServer.Hosting.Sessions;

/// <summary>What the account owns that signed in on this connection: read at the sign-in, added to by each purchase.</summary>
/// <param name="session">Whose connection it is.</param>
/// <param name="wallets">Where purchases are kept.</param>
internal sealed class Inventory(ICallerSession session, IWalletStore wallets) : IInventory
{
    private readonly Lock _lock = new();
    private HashSet<string>? _items;
    private long? _accountId;

    /// <inheritdoc/>
    public bool Owns(string item)
    {
        lock (_lock)
        {
            return session.Account?.Id == _accountId && _items is { } items && items.Contains(item);
        }
    }

    /// <summary>Reads what an account owns.</summary>
    /// <param name="account">The account; a guest owns nothing.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    public async Task LoadAsync(Account account, CancellationToken cancellation)
    {
        HashSet<string>? items = account.IsGuest ? null : [.. await wallets.ItemsAsync(account.Id, cancellation)];
        lock (_lock)
        {
            (_accountId, _items) = (account.Id, items);
        }
    }

    /// <summary>An account has bought something.</summary>
    public void Add(long accountId, string item)
    {
        lock (_lock)
        {
            if (_accountId == accountId)
            {
                (_items ??= []).Add(item);
            }
        }
    }
}
