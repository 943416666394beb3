using GameServer.Rpc.Transport;

namespace GameServer.Rpc.Dispatch;

/// <summary>Who takes connections: the session layer above the RPC layer.</summary>
public interface IRpcHost
{
    /// <summary>A line was opened. Called before its first message is read.</summary>
    /// <param name="connection">The line.</param>
    /// <param name="services">The connection's own scope; service classes are made from it, once each.</param>
    /// <returns>The caller whom the gate asks, and whom the services of this scope get injected.</returns>
    ICaller Opened(IRpcConnection connection, IServiceProvider services);

    /// <summary>A line is closed, for whatever reason; no call of it runs any more.</summary>
    /// <param name="connection">The line.</param>
    /// <param name="caller">What <see cref="Opened"/> gave.</param>
    ValueTask ClosedAsync(IRpcConnection connection, ICaller caller);
}
