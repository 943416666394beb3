using GameServer.Hosting.Accounts;
using GameServer.Services;
using Microsoft.EntityFrameworkCore;

namespace GameServer.Hosting.Persistence;

internal sealed class AccountStore(DatabaseLane lane, TimeProvider time) : IAccountStore
{
    public Task<Account?> AddAsync(AccountName name, string? passwordHash, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return lane.RunAsync(
            context =>
            {
                // One thread writes, so nobody takes the name between the look and the insertion.
                if (context.Accounts.FreeKey(name, accountId: null) is not { } key)
                {
                    return null;
                }

                var row = new AccountRow { Name = name.Text, NameKey = key, PasswordHash = passwordHash, Created = now };
                context.Add(row);
                context.SaveChanges();
                if (passwordHash is not null)
                {
                    context.Wallets.Open(row.Id, now);
                }

                return ToAccount(row);
            },
            cancellation);
    }

    public Task<GuestRegistration> RegisterGuestAsync(
        long accountId, AccountName name, string passwordHash, DateTimeOffset expires, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return lane.RunAsync(
            context =>
            {
                // One thread writes: the second to come, another call or the sweeper, finds what the first one left.
                if (context.Accounts.SingleOrDefault(row => row.Id == accountId) is not { } row)
                {
                    return new GuestRegistration(GuestRegistrationOutcome.Gone);
                }

                if (row.PasswordHash is not null)
                {
                    return new GuestRegistration(GuestRegistrationOutcome.AlreadyRegistered);
                }

                if (context.Accounts.FreeKey(name, accountId) is not { } key)
                {
                    return new GuestRegistration(GuestRegistrationOutcome.NameTaken);
                }

                (row.Name, row.NameKey, row.PasswordHash) = (name.Text, key, passwordHash);
                context.SaveChanges();
                context.Wallets.Open(accountId, now);
                context.Tokens.Where(token => token.AccountId == accountId && token.Expires > now)
                    .ExecuteUpdate(set => set.SetProperty(token => token.Expires, expires));
                return new GuestRegistration(GuestRegistrationOutcome.Done, ToAccount(row));
            },
            cancellation);
    }

    public Task<StoredAccount?> FindAsync(AccountName name, CancellationToken cancellation) =>
        lane.RunAsync(
            context => context.Accounts.Called(name) is { } row
                ? new StoredAccount(ToAccount(row), row.PasswordHash)
                : null,
            cancellation);

    public Task SetPasswordHashAsync(long accountId, string passwordHash, CancellationToken cancellation) =>
        lane.RunAsync(
            context => context.Accounts.Where(row => row.Id == accountId)
                .ExecuteUpdate(set => set.SetProperty(row => row.PasswordHash, passwordHash)),
            cancellation);

    public Task<int> RemoveGuestsWithoutTokenAsync(DateTimeOffset createdBefore, CancellationToken cancellation) =>
        lane.RunAsync(
            context => context.Accounts
                .Where(row => row.PasswordHash == null && row.Created < createdBefore)
                .Where(row => !context.Tokens.Any(token => token.AccountId == row.Id))
                .ExecuteDelete(),
            cancellation);

    internal static Account ToAccount(AccountRow row) => new(row.Id, row.Name, row.PasswordHash is null);
}
