using GameServer.Hosting.Accounts;
using GameServer.Rpc;
using GameServer.Services;

namespace GameServer.Hosting.Services;

/// <inheritdoc cref="ILeaderboardService"/>
internal sealed class LeaderboardService(IScoreStore scores) : ILeaderboardService
{
    private const int Most = 100;

    public Task<IReadOnlyList<LeaderboardEntry>> TopAsync(int count, LeaderboardSort sort, CancellationToken cancellation) =>
        count is >= 1 and <= Most
            ? scores.TopAsync(count, sort, cancellation)
            : throw new RpcException(ErrorCodes.InvalidParams, $"count is from 1 to {Most}.");
}
