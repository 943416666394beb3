using GameServer.Rpc;

namespace GameServer.Services;

/// <summary>The coins of an account with a password. What is answered here is on the disk.</summary>
[RequiresSignIn]
public interface IWalletService
{
    /// <summary>What the account has.</summary>
    /// <param name="cancellation">Ends the wait when the caller is gone.</param>
    /// <exception cref="RpcException">1014.</exception>
    [RpcMethod("balance")]
    Task<WalletBalance> BalanceAsync(CancellationToken cancellation);

    /// <summary>
    /// Buys an item. Whoever got no answer asks again with the same key, on any line and after any time: it is bought
    /// once, and the answer is the first one's.
    /// </summary>
    /// <param name="amount">The item's price in coins, 1 to 1,000,000.</param>
    /// <param name="item">The item, 1 to 64 characters of <c>A-Z a-z 0-9 _ . : -</c>.</param>
    /// <param name="key">A name of this purchase that the account has not used yet, 8 to 64 of the same characters.</param>
    /// <param name="cancellation">Ends the wait when the caller is gone.</param>
    /// <exception cref="RpcException">1013, 1014, 1015; -32602 for a key that another purchase has.</exception>
    [RpcMethod("take")]
    Task<WalletEntry> TakeAsync(int amount, string item, string key, CancellationToken cancellation);

    /// <summary>What came in and went out, newest first.</summary>
    /// <param name="count">How many entries, 1 to 1,000.</param>
    /// <param name="before">Only entries older than the one of this id.</param>
    /// <param name="cancellation">Ends the wait when the caller is gone.</param>
    /// <exception cref="RpcException">1014.</exception>
    [RpcMethod("history")]
    Task<IReadOnlyList<WalletEntry>> HistoryAsync(int count = 50, long? before = null, CancellationToken cancellation = default);
}

/// <summary>The reply to <c>wallet.balance</c>.</summary>
/// <param name="Coins">What the account has, never below zero.</param>
public sealed record WalletBalance(long Coins);

/// <summary>Coins that came in or went out.</summary>
/// <param name="Id">Its number; later entries have higher ones.</param>
/// <param name="Coins">How many came in; below zero when they went out.</param>
/// <param name="Balance">What the account had afterwards.</param>
/// <param name="Item">What for.</param>
/// <param name="Key">The key of the purchase; one of the server's own begins with <c>/</c>.</param>
/// <param name="At">When: <c>2026-11-23T04:38:22.123Z</c>, as in ISO 8601.</param>
public sealed record WalletEntry(long Id, long Coins, long Balance, string Item, string Key, string At);
