using Microsoft.AspNetCore.Http;
using Serilog;
using Serilog.Events;

namespace GameServer;

/// <summary>How the program logs: structured, by Serilog, as the configuration section <c>Serilog</c> says.</summary>
internal static class LoggingExtensions
{
    private const double SlowMilliseconds = 1000;

    /// <summary>Lets Serilog write everything that is logged.</summary>
    /// <param name="builder">The application's builder.</param>
    public static void AddStructuredLogging(this WebApplicationBuilder builder) =>
        builder.Services.AddSerilog(logger => LoggingSettings.Apply(builder.Configuration, logger), preserveStaticLogger: true);

    /// <summary>Logs a line for a request that failed or was slow, and for others only where that is asked for.</summary>
    /// <param name="app">The application.</param>
    public static void UseRequestLogging(this WebApplication app) => app.UseSerilogRequestLogging(options =>
    {
        options.Logger = app.Services.GetRequiredService<Serilog.ILogger>();
        options.GetLevel = static (context, milliseconds, exception) => (exception, context.Response.StatusCode) switch
        {
            (not null, _) => LogEventLevel.Error,
            // Not ready is an answer, not a failure.
            (_, StatusCodes.Status503ServiceUnavailable) => LogEventLevel.Debug,
            (_, >= 500) => LogEventLevel.Error,
            // A WebSocket is one long request.
            (_, not StatusCodes.Status101SwitchingProtocols) when milliseconds > SlowMilliseconds => LogEventLevel.Warning,
            _ => LogEventLevel.Debug,
        };
    });
}
