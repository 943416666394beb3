using GameServer.Rpc.Transport;

namespace GameServer.Rpc.Dispatch;

/// <summary>
/// A connection's dispatcher, for as long as there is something to dispatch: made with a call, and let go when none has
/// been for a while. A player signs in and joins by such calls, and then steers without; what StreamJsonRpc keeps for a
/// connection is three kilobytes.
/// </summary>
/// <param name="create">Makes one.</param>
/// <param name="calls">What runs on the connection; whoever begins a call has entered it there before.</param>
/// <param name="watch">Looks at it now and then: at the second look without a call it is let go.</param>
internal sealed class LazyDispatcher(DispatcherFactory create, CallsInFlight calls, LineWatch watch) : IWatched, IDisposable
{
    private readonly Lock _lock = new();
    private ICallDispatcher? _current;
    private Task _ended = Task.CompletedTask;
    private bool _wasUsed;

    /// <inheritdoc cref="ICallDispatcher.BeginAsync"/>
    public ValueTask BeginAsync(PendingCall call)
    {
        ICallDispatcher current;
        lock (_lock)
        {
            if (_current is null)
            {
                _current = create();
                watch.Add(this);
            }

            (current, _wasUsed) = (_current, true);
        }

        return current.BeginAsync(call);
    }

    /// <inheritdoc/>
    public void Look(TimeSpan now)
    {
        lock (_lock)
        {
            if (!_wasUsed && calls.IsIdle)
            {
                LetGo();
            }

            _wasUsed = false;
        }
    }

    /// <inheritdoc cref="ICallDispatcher.EndAsync"/>
    public Task EndAsync()
    {
        lock (_lock)
        {
            LetGo();
            return _ended;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => EndAsync();

    private void LetGo()
    {
        if (_current is { } current)
        {
            _current = null;
            watch.Remove(this);
            _ended = EndAsync(current, _ended);
        }
    }

    private static async Task EndAsync(ICallDispatcher dispatcher, Task before)
    {
        using (dispatcher)
        {
            await dispatcher.EndAsync();
        }

        await before;
    }
}
