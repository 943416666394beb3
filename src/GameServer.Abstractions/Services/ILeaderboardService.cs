using GameServer.Rpc;

namespace GameServer.Services;

/// <summary>The best of all time; survives a restart.</summary>
public interface ILeaderboardService
{
    /// <summary>The accounts with the most points, best first.</summary>
    /// <param name="count">How many, 1 to 100.</param>
    /// <param name="cancellation">Ends the wait when the caller is gone.</param>
    [RpcMethod("top")]
    Task<IReadOnlyList<LeaderboardEntry>> TopAsync(int count = 10, CancellationToken cancellation = default);
}

/// <summary>One line of the leaderboard.</summary>
/// <param name="Rank">From 1 on.</param>
/// <param name="Name">The account's name; text, not markup.</param>
/// <param name="Best">The points of the best single award (a round).</param>
/// <param name="Total">All points.</param>
public sealed record LeaderboardEntry(int Rank, string Name, long Best, long Total);
