using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace GameServer.Hosting.Operations;

/// <summary>A server that starts or drains is not ready, so that a load balancer sends it no players.</summary>
internal sealed class DrainHealthCheck(DrainState drain, IHostApplicationLifetime lifetime) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult((lifetime.ApplicationStarted.IsCancellationRequested, drain.IsDraining) switch
        {
            (false, _) => HealthCheckResult.Unhealthy("The server is starting."),
            (_, true) => HealthCheckResult.Unhealthy("The server is stopping."),
            _ => HealthCheckResult.Healthy(),
        });
}
