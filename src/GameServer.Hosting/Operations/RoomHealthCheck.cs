using GameServer.Hosting.Rooms;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GameServer.Hosting.Operations;

/// <summary>
/// Whether the rooms go on. A game that does not return degrades the server and no more: a supervisor that restarted it would
/// end the healthy rooms too.
/// </summary>
internal sealed class RoomHealthCheck(RoomDirectory rooms) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Check());

    private HealthCheckResult Check()
    {
        var hung = rooms.Hung;
        var reasons = string.Join('\n', hung.Select(static one => $"The game {one.Game} does not return from {one.Member} in room {one.Room}."));
        return rooms.IsExhausted ? HealthCheckResult.Unhealthy($"No thread is left for rooms.\n{reasons}")
            : hung.Count > 0 ? HealthCheckResult.Degraded(reasons)
            : HealthCheckResult.Healthy();
    }
}
