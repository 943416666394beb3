using GameServer.Services;

namespace GameServer.Hosting.Accounts;

/// <summary>Where accounts are kept.</summary>
public interface IAccountStore
{
    /// <summary>Adds an account.</summary>
    /// <param name="name">The name as its owner writes it, and as it is compared.</param>
    /// <param name="passwordHash">The password's hash; null for a guest.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <returns>The account, or null when the name is taken.</returns>
    Task<Account?> AddAsync(AccountName name, string? passwordHash, CancellationToken cancellation);

    /// <summary>Gives a guest's account a password and a name; its number, points and tokens stay.</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="name">The name, which may be the guest's own.</param>
    /// <param name="passwordHash">The password's hash.</param>
    /// <param name="expires">When the account's tokens end now.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    Task<GuestRegistration> RegisterGuestAsync(
        long accountId, AccountName name, string passwordHash, DateTimeOffset expires, CancellationToken cancellation);

    /// <summary>Finds an account by its name.</summary>
    /// <param name="name">The name; what is compared of it counts, and its spelling where old accounts share that.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <returns>The account with its password's hash, or null.</returns>
    Task<StoredAccount?> FindAsync(AccountName name, CancellationToken cancellation);

    /// <summary>Replaces a password's hash by one of the same password.</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="passwordHash">The new hash.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    Task SetPasswordHashAsync(long accountId, string passwordHash, CancellationToken cancellation);

    /// <summary>Forgets the guests whose last token has ended, with everything that is theirs.</summary>
    /// <param name="createdBefore">Only guests who came before this: a new one has no token for a moment.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <returns>How many.</returns>
    Task<int> RemoveGuestsWithoutTokenAsync(DateTimeOffset createdBefore, CancellationToken cancellation);
}
