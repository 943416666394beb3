using Microsoft.Extensions.Logging;

namespace GameServer.Hosting.Sessions;

internal static partial class SessionLog
{
    [LoggerMessage(2001, LogLevel.Debug, "Session {Session} opened from {Address}, {Subprotocol}")]
    public static partial void Opened(ILogger logger, string session, string address, string subprotocol);

    [LoggerMessage(2002, LogLevel.Debug, "Session {Session} closed")]
    public static partial void Closed(ILogger logger, string session);

    [LoggerMessage(2003, LogLevel.Information, "Session {Session} is account {Account}, {Name}")]
    public static partial void SignedIn(ILogger logger, string session, long account, string name);

    [LoggerMessage(2004, LogLevel.Information, "Session {Older} is taken over by {Newer}, account {Account}")]
    public static partial void TakenOver(ILogger logger, string older, string newer, long account);

    [LoggerMessage(2008, LogLevel.Information, "Session {Session} goes on by {Line}, account {Account}")]
    public static partial void Resumed(ILogger logger, string session, string line, long account);

    [LoggerMessage(2013, LogLevel.Information, "Session {Session} registered: account {Account} is {Name} now")]
    public static partial void Registered(ILogger logger, string session, long account, string name);

    [LoggerMessage(2009, LogLevel.Debug, "Session {Session} ended: nobody came back to it")]
    public static partial void Expired(ILogger logger, string session);

    [LoggerMessage(2010, LogLevel.Error, "Session {Session} did not end in order")]
    public static partial void ExpiryFailed(ILogger logger, Exception exception, string session);

    [LoggerMessage(2020, LogLevel.Information, "Session {Session} is ended: {Reason}")]
    public static partial void Revoked(ILogger logger, string session, string reason);

    [LoggerMessage(2021, LogLevel.Error, "It could not be seen whether those who are signed in still may be")]
    public static partial void RevalidationFailed(ILogger logger, Exception exception);

    [LoggerMessage(2005, LogLevel.Information, "Draining: {Sessions} sessions have {Seconds} s")]
    public static partial void Draining(ILogger logger, int sessions, int seconds);

    [LoggerMessage(2011, LogLevel.Information, "Stopping: no session is open")]
    public static partial void Stopping(ILogger logger);

    [LoggerMessage(2012, LogLevel.Information, "Stopped")]
    public static partial void Stopped(ILogger logger);

    [LoggerMessage(2006, LogLevel.Warning, "{Sessions} sessions did not close in time")]
    public static partial void DrainedLate(ILogger logger, int sessions);

    [LoggerMessage(2007, LogLevel.Error, "Rooms did not close in order")]
    public static partial void RoomsFailed(ILogger logger, Exception exception);
}
