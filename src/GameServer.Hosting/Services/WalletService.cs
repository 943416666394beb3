using GameServer.Hosting.Accounts;
using GameServer.Hosting.Sessions;
using GameServer.Rpc;
using GameServer.Services;

namespace GameServer.Hosting.Services;

/// <inheritdoc cref="IWalletService"/>
internal sealed class WalletService(
    ICallerSession session, IWalletStore wallets, IEnumerable<IItemCatalogue> catalogues, Inventory inventory) : IWalletService
{
    private const int MostCoins = 1_000_000;
    private const int LongestName = 64;
    private const int ShortestKey = 8;
    private const int MostEntries = 1_000;

    public async Task<WalletBalance> BalanceAsync(CancellationToken cancellation) =>
        new(await wallets.BalanceAsync(AccountId(), cancellation));

    public async Task<WalletEntry> TakeAsync(int amount, string item, string key, CancellationToken cancellation)
    {
        var account = AccountId();
        Require(amount is >= 1 and <= MostCoins, $"amount is from 1 to {MostCoins}.");
        Require(IsName(item, 1), $"item has 1 to {LongestName} characters of A-Z a-z 0-9 _ . : -");
        Require(IsName(key, ShortestKey), $"key has {ShortestKey} to {LongestName} characters of A-Z a-z 0-9 _ . : -");

        // What was bought before a price changed is still the answer to its key.
        var first = PriceOf(item) == amount
            ? await wallets.TakeAsync(account, amount, item, key, cancellation) ?? throw NotEnoughCoins()
            : await wallets.FindAsync(account, key, cancellation) ?? throw Refusal.ItemRefused("Nothing is sold under this name at this price.");
        Require(first.Item == item && first.Coins == -amount, "key belongs to another purchase.");
        inventory.Add(account, item);
        return first;
    }

    public Task<IReadOnlyList<WalletEntry>> HistoryAsync(int count, long? before, CancellationToken cancellation)
    {
        var account = AccountId();
        Require(count is >= 1 and <= MostEntries, $"count is from 1 to {MostEntries}.");
        return wallets.HistoryAsync(account, count, before, cancellation);
    }

    private static bool IsName(string? text, int shortest) =>
        text is not null && text.Length >= shortest && text.Length <= LongestName
        && text.All(static character => char.IsAsciiLetterOrDigit(character) || character is '_' or '.' or ':' or '-');

    private static void Require(bool isMet, string rule)
    {
        if (!isMet)
        {
            throw new RpcException(ErrorCodes.InvalidParams, rule);
        }
    }

    private static RpcException NotEnoughCoins() => new(ErrorCodes.NotEnoughCoins, "Not enough coins.");

    private int? PriceOf(string item) => catalogues.Select(catalogue => catalogue.PriceOf(item)).FirstOrDefault(price => price is not null);

    // The gate asked for a sign-in, but that can be lost between the gate and here.
    private long AccountId() => session.Account switch
    {
        null => throw Refusal.SignInFirst(),
        { IsGuest: true } => throw new RpcException(ErrorCodes.AccountNeeded, "Guests have no wallet; register."),
        { Id: var id } => id,
    };
}
