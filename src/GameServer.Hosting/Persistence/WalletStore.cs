using GameServer.Hosting.Accounts;
using GameServer.Services;
using Microsoft.EntityFrameworkCore;

namespace GameServer.Hosting.Persistence;

internal sealed class WalletStore(DatabaseLane lane, TimeProvider time) : IWalletStore
{
    public Task<long> BalanceAsync(long accountId, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return lane.RunAsync(context => context.Wallets.Balance(accountId, now), cancellation);
    }

    public Task<WalletEntry?> TakeAsync(long accountId, int amount, string item, string key, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return lane.RunAsync(context => context.Wallets.Take(accountId, amount, item, key, now), cancellation);
    }

    public Task PayAsync(IReadOnlyCollection<Payment> payments, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return lane.RunAsync(
            context =>
            {
                var ids = payments.Select(payment => payment.AccountId).Distinct().ToList();
                var accounts = context.Accounts
                    .Where(row => ids.Contains(row.Id) && row.PasswordHash != null).Select(row => row.Id).ToHashSet();
                foreach (var payment in payments.Where(payment => accounts.Contains(payment.AccountId)))
                {
                    context.Wallets.Give(payment, now);
                }

                return accounts.Count;
            },
            cancellation);
    }

    public Task<WalletEntry?> FindAsync(long accountId, string key, CancellationToken cancellation) =>
        lane.RunAsync(context => context.Wallets.Find(accountId, key), cancellation);

    public async Task<IReadOnlyList<string>> ItemsAsync(long accountId, CancellationToken cancellation) =>
        await lane.RunAsync(
            context => context.OwnedItems.Where(row => row.AccountId == accountId).Select(row => row.Item).ToList(), cancellation);

    public async Task<IReadOnlyList<WalletEntry>> HistoryAsync(long accountId, int count, long? before, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return await lane.RunAsync(
            context =>
            {
                context.Wallets.Balance(accountId, now);
                return context.WalletEntries
                    .Where(row => row.AccountId == accountId && (before == null || row.Id < before))
                    .OrderByDescending(row => row.Id).Take(count)
                    .AsNoTracking().AsEnumerable()
                    .Select(row => new WalletEntry(row.Id, row.Coins, row.Balance, row.Item, row.Key, WalletLedger.Text(row.At)))
                    .ToList();
            },
            cancellation);
    }
}
