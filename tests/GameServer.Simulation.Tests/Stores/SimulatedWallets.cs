using GameServer.Hosting.Accounts;
using GameServer.Services;

namespace GameServer.Simulation.Tests.Stores;

/// <summary>Coins, as <see cref="IWalletStore"/> says they are kept. What it holds is the truth that clients' books are compared with.</summary>
internal sealed class SimulatedWallets(StoreWeather weather) : IWalletStore
{
    private const long FirstCoins = 1_000;
    private readonly SortedDictionary<long, List<WalletEntry>> _entries = [];
    private long _last;

    public IReadOnlyList<WalletEntry> Of(long accountId)
    {
        if (!_entries.TryGetValue(accountId, out var entries))
        {
            _entries.Add(accountId, entries = []);
            Add(accountId, FirstCoins, "welcome", "/welcome");
        }

        return entries;
    }

    public void Pay(long accountId, int coins, string item) => Add(accountId, coins, item, $"/{item}-{_last}");

    public Task<long> BalanceAsync(long accountId, CancellationToken cancellation) =>
        weather.DoAsync(() => Of(accountId)[^1].Balance, cancellation);

    public Task<WalletEntry?> TakeAsync(long accountId, int amount, string item, string key, CancellationToken cancellation) =>
        weather.DoAsync(
            () => Find(accountId, key) ?? (Of(accountId)[^1].Balance < amount ? null : Add(accountId, -amount, item, key)), cancellation);

    public Task PayAsync(IReadOnlyCollection<Payment> payments, CancellationToken cancellation) => Task.CompletedTask;

    public Task<WalletEntry?> FindAsync(long accountId, string key, CancellationToken cancellation) =>
        weather.DoAsync(() => Find(accountId, key), cancellation);

    public Task<IReadOnlyList<WalletEntry>> HistoryAsync(long accountId, int count, long? before, CancellationToken cancellation) =>
        weather.DoAsync<IReadOnlyList<WalletEntry>>(
            () => [.. Of(accountId).Where(entry => before is null || entry.Id < before).Reverse().Take(count)], cancellation);

    public Task<IReadOnlyList<string>> ItemsAsync(long accountId, CancellationToken cancellation) =>
        weather.DoAsync<IReadOnlyList<string>>(
            () => [.. Of(accountId).Where(entry => entry.Coins < 0).Select(entry => entry.Item).Distinct()], cancellation);

    private WalletEntry? Find(long accountId, string key) => Of(accountId).FirstOrDefault(entry => entry.Key == key);

    private WalletEntry Add(long accountId, long coins, string item, string key)
    {
        var entries = (List<WalletEntry>)Of(accountId);
        var balance = entries.Count == 0 ? 0 : entries[^1].Balance;
        entries.Add(new WalletEntry(++_last, coins, balance + coins, item, key, "2026-01-01T00:00:00.000Z"));
        return entries[^1];
    }
}
