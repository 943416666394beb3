using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GameServer.Hosting.Operations;

/// <summary>The body of <c>/health/ready</c>: the status, and a line for each thing that is not as it should be.</summary>
internal static class HealthAnswer
{
    public static Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        var reasons = report.Entries.Values
            .Where(static entry => entry.Status != HealthStatus.Healthy)
            .Select(static entry => entry.Description).OfType<string>();
        return context.Response.WriteAsync(string.Join('\n', reasons.Prepend(report.Status.ToString())), context.RequestAborted);
    }
}
