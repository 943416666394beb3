using Microsoft.Extensions.Logging;

namespace GameServer.Rpc;

/// <summary>Every line that this library logs. Numbers are stable.</summary>
internal static partial class RpcLog
{
    [LoggerMessage(101, LogLevel.Debug, "{Connection} opened from {Address} with {Subprotocol}")]
    public static partial void Opened(this ILogger logger, string connection, string address, string subprotocol);

    [LoggerMessage(102, LogLevel.Debug, "{Connection} closed: {Code} {Reason}")]
    public static partial void Closed(this ILogger logger, string connection, int code, string reason);

    [LoggerMessage(103, LogLevel.Information, "Refused a page of {Origin} on {Host}: the key Web:Origins lists pages of elsewhere that may connect")]
    public static partial void ForeignOrigin(this ILogger logger, string origin, string host);

    [LoggerMessage(104, LogLevel.Error, "{Method} failed, reference {Reference}")]
    public static partial void CallFailed(this ILogger logger, Exception? exception, string method, string reference);

    [LoggerMessage(105, LogLevel.Error, "{Connection} ended by a fault of the server")]
    public static partial void ConnectionFailed(this ILogger logger, Exception exception, string connection);

    [LoggerMessage(106, LogLevel.Debug, "A call holds up the sockets of loop {Loop}, which another thread serves now: services must not block")]
    public static partial void StuckInCall(this ILogger logger, int loop);

    [LoggerMessage(107, LogLevel.Error, "A connection failed in the loop of its socket")]
    public static partial void SocketLoopFailed(this ILogger logger, Exception exception);

    [LoggerMessage(120, LogLevel.Information, "Development: pages of this machine may connect from any port, as localhost, 127.0.0.1 or [::1]")]
    public static partial void LoopbackAllowed(this ILogger logger);

    [LoggerMessage(108, LogLevel.Error, "What watches over a connection failed")]
    public static partial void LookFailed(this ILogger logger, Exception exception);

    [LoggerMessage(110, LogLevel.Warning, "No more connections are accepted for now: the process has {Free} file descriptors left. Raise its limit (ulimit -n)")]
    public static partial void AcceptingPauses(this ILogger logger, int free);

    [LoggerMessage(111, LogLevel.Information, "Connections are accepted again: {Free} file descriptors are left")]
    public static partial void AcceptingGoesOn(this ILogger logger, int free);
}
