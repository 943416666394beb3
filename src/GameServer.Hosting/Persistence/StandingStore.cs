using System.Linq.Expressions;
using GameServer.Hosting.Accounts;
using Microsoft.EntityFrameworkCore;

namespace GameServer.Hosting.Persistence;

internal sealed class StandingStore(DatabaseLane lane, TimeProvider time) : IStandingStore
{
    public Task<AccountStanding?> FindAsync(long accountId, CancellationToken cancellation) => lane.RunAsync(
        context => context.Accounts.Where(row => row.Id == accountId)
            .Select(row => new AccountStanding(row.IsAdministrator, row.MutedUntil, row.BannedUntil))
            .SingleOrDefault(),
        cancellation);

    public Task SetAdministratorAsync(long accountId, bool isAdministrator, CancellationToken cancellation) =>
        SetAsync(accountId, row => row.IsAdministrator, isAdministrator, cancellation);

    public Task SetMutedAsync(long accountId, DateTimeOffset? until, CancellationToken cancellation) =>
        SetAsync(accountId, row => row.MutedUntil, until, cancellation);

    public Task SetBannedAsync(long accountId, DateTimeOffset? until, CancellationToken cancellation) =>
        SetAsync(accountId, row => row.BannedUntil, until, cancellation);

    public Task<IReadOnlyList<TokenStanding>> TokensOfAsync(IReadOnlyCollection<long> accountIds, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return lane.RunAsync<IReadOnlyList<TokenStanding>>(
            context => context.Tokens.Where(token => accountIds.Contains(token.AccountId) && token.Expires > now)
                .Join(context.Accounts, token => token.AccountId, account => account.Id, (token, account) => new TokenStanding(
                    account.Id, token.Hash, new AccountStanding(account.IsAdministrator, account.MutedUntil, account.BannedUntil)))
                .ToList(),
            cancellation);
    }

    private Task<int> SetAsync<T>(
        long accountId, Expression<Func<AccountRow, T>> property, T value, CancellationToken cancellation) => lane.RunAsync(
        context => context.Accounts.Where(row => row.Id == accountId).ExecuteUpdate(set => set.SetProperty(property, value)),
        cancellation);
}
