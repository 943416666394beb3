using Serilog;

namespace GameServer;

/// <summary>How the program logs: structured, by Serilog, as the configuration section <c>Serilog</c> says.</summary>
internal static class LoggingExtensions
{
    /// <summary>Lets Serilog write everything that is logged.</summary>
    /// <param name="builder">The application's builder.</param>
    public static void AddStructuredLogging(this WebApplicationBuilder builder) =>
        builder.Services.AddSerilog(logger => LoggingSettings.Apply(builder.Configuration, logger), preserveStaticLogger: true);

    /// <summary>Logs a line for a request that failed or was slow, and for others only where that is asked for.</summary>
    /// <param name="app">The application.</param>
    // Not Serilog's own, which would pass by what escapes the text of strangers in every line.
    public static void UseRequestLogging(this WebApplication app) => app.UseMiddleware<RequestLog>();
}
