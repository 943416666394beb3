using GameServer.Hosting.Accounts;
using GameServer.Services;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace GameServer.Hosting.Persistence;

internal sealed class TokenStore(DatabaseLane lane, TimeProvider time, IOptions<AccountOptions> options) : ITokenStore
{
    private static readonly TimeSpan RenewalStep = TimeSpan.FromHours(1);

    public Task AddAsync(long accountId, byte[] hash, DateTimeOffset expires, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return lane.RunAsync(
            context =>
            {
                var tooMany = context.Tokens.AsNoTracking().Where(row => row.AccountId == accountId)
                    .OrderByDescending(row => row.Created).Skip(options.Value.TokensPerAccount - 1)
                    .Select(row => row.Hash).ToList();
                foreach (var old in tooMany)
                {
                    context.Tokens.Where(row => row.Hash == old).ExecuteDelete();
                }

                context.Add(new TokenRow { Hash = hash, AccountId = accountId, Created = now, Expires = expires });
                return context.SaveChanges();
            },
            cancellation);
    }

    public Task<Account?> UseAsync(byte[] hash, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return lane.RunAsync(
            context =>
            {
                var found = context.Tokens.Where(token => token.Hash == hash && token.Expires > now)
                    .Join(context.Accounts, token => token.AccountId, account => account.Id, (token, account) => new { token, account })
                    .SingleOrDefault();
                if (found is null)
                {
                    return null;
                }

                var account = AccountStore.ToAccount(found.account);
                var expires = now + options.Value.LifeOf(account);
                // Written only now and then: a client that reconnects all the time should not wear out the disk.
                if (expires - found.token.Expires > RenewalStep)
                {
                    found.token.Expires = expires;
                    context.SaveChanges();
                }

                return account;
            },
            cancellation);
    }

    public Task RemoveAsync(byte[] hash, CancellationToken cancellation) =>
        lane.RunAsync(context => context.Tokens.Where(row => row.Hash == hash).ExecuteDelete(), cancellation);

    public Task<int> RemoveExpiredAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return lane.RunAsync(context => context.Tokens.Where(row => row.Expires <= now).ExecuteDelete(), cancellation);
    }
}
