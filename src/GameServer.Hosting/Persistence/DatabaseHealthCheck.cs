using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GameServer.Hosting.Persistence;

/// <summary>Whether the database answers, by the way that every caller's work takes.</summary>
internal sealed class DatabaseHealthCheck(DatabaseLane lane) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!lane.IsMade)
        {
            return HealthCheckResult.Unhealthy("The database is not made yet.");
        }

        try
        {
            await lane.RunAsync(database => database.Database.ExecuteSqlRaw("SELECT 1"), cancellationToken).WaitAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception exception)
        {
            return HealthCheckResult.Unhealthy("The database does not answer.", exception);
        }
    }
}
