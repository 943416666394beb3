using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Serilog;
using Serilog.Events;

namespace GameServer;

/// <summary>How the program logs: structured, by Serilog, as the configuration section <c>Serilog</c> says.</summary>
internal static partial class LoggingExtensions
{
    private const double SlowMilliseconds = 1000;

    /// <summary>Lets Serilog write everything that is logged.</summary>
    /// <param name="builder">The application's builder.</param>
    public static void AddStructuredLogging(this WebApplicationBuilder builder) =>
        builder.Services.AddSerilog(
            logger => logger.ReadFrom.Configuration(builder.Configuration), preserveStaticLogger: true);

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

    /// <summary>Runs the server until it is told to stop. One that cannot start says why in one line.</summary>
    /// <param name="app">The application.</param>
    /// <returns>The process's exit code.</returns>
    public static async Task<int> RunOrExplainAsync(this WebApplication app)
    {
        await using (app)
        {
            try
            {
                await app.StartAsync();
            }
            catch (Exception exception)
            {
                foreach (var reason in Reasons(exception))
                {
                    CannotStart(app.Logger, reason);
                }

                return 1;
            }

            await app.WaitForShutdownAsync();
            return 0;
        }
    }

    private static IEnumerable<string> Reasons(Exception exception) => exception switch
    {
        AggregateException several => several.InnerExceptions.SelectMany(Reasons),
        OptionsValidationException settings => settings.Failures,
        _ => [exception.Message],
    };

    [LoggerMessage(1, LogLevel.Critical, "The server cannot start: {Reason}")]
    private static partial void CannotStart(Microsoft.Extensions.Logging.ILogger logger, string reason);
}
