using GameServer.Rpc.Transport;
using Microsoft.Extensions.Logging;

namespace GameServer.Rpc.Dispatch;

/// <summary>
/// Calls the methods of one connection's calls. It is <see cref="CallDispatcher"/>; but StreamJsonRpc reads on a thread
/// of the pool, and a simulation that is to be repeated exactly may have one thread only, so it brings its own.
/// </summary>
internal interface ICallDispatcher : IDisposable
{
    /// <summary>Completes when the line has ended.</summary>
    Task Completion { get; }

    /// <summary>Completes when, after that, no call runs any more.</summary>
    Task DispatchCompletion { get; }

    /// <summary>Begins to take calls from the handler, and to give it their outcomes.</summary>
    void StartListening();
}

/// <summary>Makes a connection's dispatcher.</summary>
internal delegate ICallDispatcher DispatcherFactory(
    CallHandler handler, ConnectionServices services, RpcConnection connection, ILogger logger);
