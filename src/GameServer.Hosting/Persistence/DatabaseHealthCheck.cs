using GameServer.Hosting.Persistence.Files;
using GameServer.Rpc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GameServer.Hosting.Persistence;

/// <summary>
/// Whether the database answers, by the way that every caller's work takes. One that another program holds, or whose
/// disk is full, degrades the server at first, since its rooms go on; after half a minute the server is not ready.
/// </summary>
internal sealed class DatabaseHealthCheck(DatabaseLane lane, DatabaseFile file, DatabaseCondition condition) : IHealthCheck
{
    private static readonly TimeSpan Tolerated = TimeSpan.FromSeconds(30);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!lane.IsMade)
        {
            return HealthCheckResult.Unhealthy("The database is not made yet.");
        }

        if (!File.Exists(file.Path))
        {
            return HealthCheckResult.Unhealthy("The database's file is gone.");
        }

        try
        {
            if (condition.Fault is null)
            {
                await lane.RunAsync(database => database.Database.ExecuteSqlRaw("SELECT 1"), cancellationToken).WaitAsync(cancellationToken);
                return HealthCheckResult.Healthy();
            }
        }
        catch (RpcException refusal) when (refusal.Code == ErrorCodes.Unavailable)
        {
            // The condition says why.
        }
        catch (Exception exception)
        {
            return HealthCheckResult.Unhealthy("The database does not answer.", exception);
        }

        return condition.Fault switch
        {
            null => HealthCheckResult.Healthy(),
            (var reason, var lasts) when lasts < Tolerated => HealthCheckResult.Degraded($"The database does not answer: {reason}."),
            (var reason, _) => HealthCheckResult.Unhealthy($"The database does not answer: {reason}."),
        };
    }
}
