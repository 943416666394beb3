using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace GameServer;

/// <summary>Middleware that logs a line for a request that failed or was slow, and for others only where Debug is logged.</summary>
/// <param name="next">What answers the request.</param>
/// <param name="logger">The log.</param>
internal sealed partial class RequestLog(RequestDelegate next, ILogger<RequestLog> logger)
{
    private const double SlowMilliseconds = 1000;
    private const int Longest = 200;

    /// <summary>Has a request answered.</summary>
    /// <param name="context">The request.</param>
    public async Task InvokeAsync(HttpContext context)
    {
        var began = Stopwatch.GetTimestamp();
        try
        {
            await next(context);
            Tell(context, context.Response.StatusCode, began, null);
        }
        catch (Exception exception)
        {
            Tell(context, StatusCodes.Status500InternalServerError, began, exception);
            throw;
        }
    }

    private void Tell(HttpContext context, int status, long began, Exception? exception)
    {
        var elapsed = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        var level = (exception, status) switch
        {
            (not null, _) => LogLevel.Error,
            // Not ready is an answer, not a failure.
            (_, StatusCodes.Status503ServiceUnavailable) => LogLevel.Debug,
            (_, >= 500) => LogLevel.Error,
            // A WebSocket is one long request.
            (_, not StatusCodes.Status101SwitchingProtocols) when elapsed > SlowMilliseconds => LogLevel.Warning,
            _ => LogLevel.Debug,
        };
        Answered(logger, level, exception, Cut(context.Request.Method), Cut(context.Request.Path.ToString()), status, elapsed);
    }

    private static string Cut(string text) => text.Length > Longest ? $"{text.AsSpan(0, Longest - 1)}…" : text;

    [LoggerMessage(EventId = 6001, Message = "HTTP {Method} {Path} was answered with {Status} in {Elapsed:0.0} ms")]
    private static partial void Answered(
        ILogger logger, LogLevel level, Exception? exception, string method, string path, int status, double elapsed);
}
