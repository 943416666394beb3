using Microsoft.Extensions.Logging;

namespace GameServer.Hosting.Services;

/// <summary>What administrators did.</summary>
internal static partial class AdminLog
{
    [LoggerMessage(5001, LogLevel.Information, "{Administrator} muted account {Account}, {Name}, until {Until}")]
    public static partial void Muted(ILogger logger, string administrator, long account, string name, DateTimeOffset until);

    [LoggerMessage(5002, LogLevel.Information, "{Administrator} kicked account {Account}, {Name}")]
    public static partial void Kicked(ILogger logger, string administrator, long account, string name);

    [LoggerMessage(5003, LogLevel.Information, "{Administrator} banned account {Account}, {Name}, until {Until}")]
    public static partial void Banned(ILogger logger, string administrator, long account, string name, DateTimeOffset until);

    [LoggerMessage(5004, LogLevel.Information, "{Administrator} pardoned account {Account}, {Name}")]
    public static partial void Pardoned(ILogger logger, string administrator, long account, string name);
}
