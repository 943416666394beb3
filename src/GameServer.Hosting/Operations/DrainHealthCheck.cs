using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GameServer.Hosting.Operations;

/// <summary>A server that drains is not ready, so that a load balancer sends nobody here.</summary>
internal sealed class DrainHealthCheck(DrainState drain) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(drain.IsDraining ? HealthCheckResult.Unhealthy("The server is stopping.") : HealthCheckResult.Healthy());
}
