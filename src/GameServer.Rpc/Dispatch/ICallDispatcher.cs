namespace GameServer.Rpc.Dispatch;

/// <summary>
/// Awaits the calls of one connection whose methods return tasks, and cancels them when the line ends. It is
/// <see cref="CallDispatcher"/>; but StreamJsonRpc begins to read on a thread of the pool, and a simulation that is to be
/// repeated exactly may have one thread only, so it brings its own.
/// </summary>
internal interface ICallDispatcher : IDisposable
{
    /// <summary>Has a call run.</summary>
    /// <returns>Ends when it has begun: up to where its method first waits.</returns>
    ValueTask BeginAsync(PendingCall call);

    /// <summary>Cancels what runs.</summary>
    /// <returns>Ends when nothing runs any more.</returns>
    Task EndAsync();
}

/// <summary>Makes a connection's dispatcher.</summary>
internal delegate ICallDispatcher DispatcherFactory();
