using GameServer.Rpc;
using Microsoft.Extensions.Logging;

namespace GameServer.Hosting.Accounts;

internal static partial class AccountLog
{
    [LoggerMessage(4001, LogLevel.Warning, "Sign-ins from {Network} are slowed down: {Failures} failed")]
    public static partial void SlowedDown(ILogger logger, ClientNetwork network, int failures);
}
