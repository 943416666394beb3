using GameServer.Services;

namespace GameServer.Hosting.Accounts;

/// <summary>
/// Where coins are kept: an account's entries, each with the balance after it. What a task gave is on the disk. An
/// account without a single entry gets its first coins at the first use.
/// </summary>
public interface IWalletStore
{
    /// <summary>What an account has.</summary>
    /// <param name="accountId">The account, one with a password.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    Task<long> BalanceAsync(long accountId, CancellationToken cancellation);

    /// <summary>Takes coins for an item, unless the key is known: then nothing is changed.</summary>
    /// <param name="accountId">The account, one with a password.</param>
    /// <param name="amount">How many, above zero.</param>
    /// <param name="item">What for.</param>
    /// <param name="key">Unique among the account's entries.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <returns>The first entry of the key, whatever it is of; null when the account has too few coins.</returns>
    Task<WalletEntry?> TakeAsync(long accountId, int amount, string item, string key, CancellationToken cancellation);

    /// <summary>Gives coins to accounts, each payment once however often it is given; guests and accounts that do not
    /// exist any more are passed over.</summary>
    /// <param name="payments">All of them are kept, or none.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    Task PayAsync(IReadOnlyCollection<Payment> payments, CancellationToken cancellation);

    /// <summary>Finds an entry by its key.</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="key">The key.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <returns>The entry, or null.</returns>
    Task<WalletEntry?> FindAsync(long accountId, string key, CancellationToken cancellation);

    /// <summary>The items for which an account has ever spent coins.</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    Task<IReadOnlyList<string>> ItemsAsync(long accountId, CancellationToken cancellation);

    /// <summary>An account's entries, newest first.</summary>
    /// <param name="accountId">The account, one with a password.</param>
    /// <param name="count">How many at the most.</param>
    /// <param name="before">Only entries with a lower id; null for the newest.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    Task<IReadOnlyList<WalletEntry>> HistoryAsync(long accountId, int count, long? before, CancellationToken cancellation);
}
