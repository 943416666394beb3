using GameServer.Services;

namespace GameServer.Hosting.Accounts;

/// <summary>Where points are kept.</summary>
public interface IScoreStore
{
    /// <summary>Adds points to accounts; accounts that do not exist any more are passed over.</summary>
    /// <param name="scores">At most one entry an account.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    Task AddAsync(IReadOnlyCollection<EarnedPoints> scores, CancellationToken cancellation);

    /// <summary>Names or points have changed: calls for the best from now on get them as they are.</summary>
    void Refresh();

    /// <summary>The accounts with the most points, best first.</summary>
    /// <param name="count">How many at the most, 1 to 100.</param>
    /// <param name="sort">The key that they are sorted by; of equals the one with more of the other key comes first, and
    /// then the older account.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    Task<IReadOnlyList<LeaderboardEntry>> TopAsync(int count, LeaderboardSort sort, CancellationToken cancellation);
}
