using Microsoft.Extensions.Logging;

namespace GameServer.Hosting.Persistence;

internal static partial class DatabaseLog
{
    [LoggerMessage(3001, LogLevel.Information, "Database {File} is ready")]
    public static partial void Ready(ILogger logger, string file);

    [LoggerMessage(3002, LogLevel.Error, "{Count} pieces of work were not saved")]
    public static partial void BatchFailed(ILogger logger, Exception exception, int count);

    [LoggerMessage(3003, LogLevel.Warning, "The points or coins of {Count} accounts could not be saved yet; trying again")]
    public static partial void AwardsDelayed(ILogger logger, Exception exception, int count);

    [LoggerMessage(3004, LogLevel.Error, "The points or coins of {Count} accounts are lost: the database did not take them")]
    public static partial void AwardsLost(ILogger logger, int count);

    [LoggerMessage(3005, LogLevel.Information, "Forgot {Tokens} expired tokens and {Guests} guests")]
    public static partial void Swept(ILogger logger, int tokens, int guests);

    [LoggerMessage(3006, LogLevel.Warning, "Expired tokens could not be forgotten; trying again tomorrow")]
    public static partial void SweepFailed(ILogger logger, Exception exception);

    [LoggerMessage(3007, LogLevel.Warning, "Waiting at most {Seconds} s for {File}, which is held by {Holder}")]
    public static partial void WaitingForLock(ILogger logger, string file, string holder, double seconds);

    [LoggerMessage(3008, LogLevel.Warning, "Waiting at most {Seconds} s for the database {File}, which another program has locked")]
    public static partial void WaitingForDatabase(ILogger logger, string file, double seconds);

    [LoggerMessage(3009, LogLevel.Warning, "Broke the migration lock in {File} that an earlier start left behind")]
    public static partial void MigrationLockBroken(ILogger logger, string file);
}
