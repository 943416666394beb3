using System.Runtime.CompilerServices;
using System.Threading.Tasks.Sources;

namespace GameServer.Rpc.Transport;

/// <summary>Lets one waiter sleep until somebody sets it. Allocates nothing; setting it twice counts once.</summary>
internal sealed class AsyncSignal : IValueTaskSource
{
    private ManualResetValueTaskSourceCore<bool> _source = new() { RunContinuationsAsynchronously = true };
    private State _state;

    private enum State
    {
        Unset,
        Awaited,
        Set,
    }

    public void Set()
    {
        if (Interlocked.Exchange(ref _state, State.Set) == State.Awaited)
        {
            _source.SetResult(true);
        }
    }

    /// <summary>Ends when it is set, and unsets it.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask WaitAsync()
    {
        await Next();

        // A full fence: what the waiter looks at next is not read before this, or he could miss what is set for.
        Interlocked.Exchange(ref _state, State.Unset);
    }

    void IValueTaskSource.GetResult(short token) => _source.GetResult(token);

    // Whoever saw that it is done while it is still being set would reset it under the setter's hands; who is called, not.
    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => ValueTaskSourceStatus.Pending;

    void IValueTaskSource.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);

    private ValueTask Next()
    {
        _source.Reset();
        return Interlocked.CompareExchange(ref _state, State.Awaited, State.Unset) == State.Unset
            ? new ValueTask(this, _source.Version)
            : ValueTask.CompletedTask;
    }
}
