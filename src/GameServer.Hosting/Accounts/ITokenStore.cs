using GameServer.Services;

namespace GameServer.Hosting.Accounts;

/// <summary>Where tokens are kept, by their hashes.</summary>
public interface ITokenStore
{
    /// <summary>Adds a token of an account; the oldest end where it holds too many.</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="hash">The token's hash.</param>
    /// <param name="expires">When it ends.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    Task AddAsync(long accountId, byte[] hash, DateTimeOffset expires, CancellationToken cancellation);

    /// <summary>Finds who holds a token, and lets the token live longer.</summary>
    /// <param name="hash">The token's hash.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <returns>The account, or null when there is no such token or it has expired.</returns>
    Task<Account?> UseAsync(byte[] hash, CancellationToken cancellation);

    /// <summary>Ends a token.</summary>
    /// <param name="hash">The token's hash; an unknown one is fine.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    Task RemoveAsync(byte[] hash, CancellationToken cancellation);

    /// <summary>Forgets tokens that have expired.</summary>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <returns>How many.</returns>
    Task<int> RemoveExpiredAsync(CancellationToken cancellation);
}
