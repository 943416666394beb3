using GameServer.Rpc.Dispatch;
using GameServer.Rpc.Transport;
using Microsoft.Extensions.DependencyInjection;

namespace GameServer.Hosting.Sessions;

/// <summary>Gives every line a session, and ends the session with the line.</summary>
internal sealed class RpcHost(SessionDirectory sessions) : IRpcHost
{
    public ICaller Opened(IRpcConnection connection, IServiceProvider services)
    {
        var caller = services.GetRequiredService<CallerSession>();
        sessions.Opened(caller.Open(connection));
        return caller;
    }

    public async ValueTask ClosedAsync(IRpcConnection connection, ICaller caller) =>
        await sessions.ClosedAsync(((CallerSession)caller).Player);
}
