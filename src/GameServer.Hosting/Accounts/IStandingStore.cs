namespace GameServer.Hosting.Accounts;

/// <summary>Where it is kept what accounts may do.</summary>
public interface IStandingStore
{
    /// <summary>What an account may do.</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <returns>Null when there is no such account.</returns>
    Task<AccountStanding?> FindAsync(long accountId, CancellationToken cancellation);

    /// <summary>Makes an account an administrator, or no longer one.</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="isAdministrator">Whether it is one from now on.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    Task SetAdministratorAsync(long accountId, bool isAdministrator, CancellationToken cancellation);

    /// <summary>Takes the word from an account, or gives it back.</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="until">Until when it may not speak; null when it may.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    Task SetMutedAsync(long accountId, DateTimeOffset? until, CancellationToken cancellation);

    /// <summary>Bans an account, or lets it in again.</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="until">Until when it may not come in; null when it may.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    Task SetBannedAsync(long accountId, DateTimeOffset? until, CancellationToken cancellation);

    /// <summary>The valid tokens of accounts, with what those may do.</summary>
    /// <param name="accountIds">The accounts.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    Task<IReadOnlyList<TokenStanding>> TokensOfAsync(IReadOnlyCollection<long> accountIds, CancellationToken cancellation);
}
