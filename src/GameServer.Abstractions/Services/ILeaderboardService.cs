using GameServer.Rpc;

namespace GameServer.Services;

/// <summary>The best of all time; survives a restart.</summary>
public interface ILeaderboardService
{
    /// <summary>The accounts with the most points, best first.</summary>
    /// <param name="count">How many, 1 to 100.</param>
    /// <param name="sort">The key that they are sorted by. Of equals the one with more of the other key comes first, and
    /// then the older account.</param>
    /// <param name="cancellation">Ends the wait when the caller is gone.</param>
    [RpcMethod("top")]
    Task<IReadOnlyList<LeaderboardEntry>> TopAsync(int count = 10, LeaderboardSort sort = LeaderboardSort.Total, CancellationToken cancellation = default);
}

/// <summary>The key that a leaderboard is sorted by.</summary>
public enum LeaderboardSort
{
    /// <summary>All points.</summary>
    Total,

    /// <summary>The points of the best single award.</summary>
    Best,
}

/// <summary>One entry of the leaderboard.</summary>
/// <param name="Rank">The place by the key that was asked for, from 1 on; no two entries share one.</param>
/// <param name="Name">The account's name; text, not markup.</param>
/// <param name="Best">The points of the best single award (a round).</param>
/// <param name="Total">All points.</param>
public sealed record LeaderboardEntry(int Rank, string Name, long Best, long Total);
