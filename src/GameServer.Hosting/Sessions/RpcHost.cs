using GameServer.Rpc.Dispatch;
using GameServer.Rpc.Transport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GameServer.Hosting.Sessions;

/// <summary>Gives every line a session, and leaves it to the directory what becomes of the session without the line.</summary>
internal sealed class RpcHost(SessionDirectory sessions, ConnectedCallers callers, ILogger<RpcHost> logger) : IRpcHost
{
    public ICaller Opened(IRpcConnection connection, IServiceProvider services)
    {
        var caller = services.GetRequiredService<CallerSession>();
        sessions.Open(caller, connection);
        callers.Add(caller);
        SessionLog.Opened(logger, connection.Id, connection.RemoteAddress, connection.Format.Subprotocol);
        return caller;
    }

    public async ValueTask ClosedAsync(IRpcConnection connection, ICaller caller)
    {
        await sessions.ClosedAsync((CallerSession)caller);
        callers.Remove((CallerSession)caller);
        SessionLog.Closed(logger, connection.Id);
    }
}
