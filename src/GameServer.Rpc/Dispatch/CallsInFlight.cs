using GameServer.Rpc.Transport;

namespace GameServer.Rpc.Dispatch;

/// <summary>Counts the calls of one connection that run, and makes its reader wait while they are too many.</summary>
/// <param name="limit">How many may run at once; 0 for any number.</param>
internal sealed class CallsInFlight(int limit)
{
    private readonly AsyncSignal _signal = new();
    private int _count;
    private volatile bool _isReleased;

    public bool IsIdle => Volatile.Read(ref _count) == 0;

    public void Enter() => Interlocked.Increment(ref _count);

    /// <summary>A call has ended.</summary>
    /// <returns>Whether none runs any more.</returns>
    public bool Exit()
    {
        var count = Interlocked.Decrement(ref _count);
        if (limit > 0 && count == limit - 1)
        {
            _signal.Set();
        }

        return count == 0;
    }

    /// <summary>Waits until another call may run. For one waiter.</summary>
    public async ValueTask WaitForPlaceAsync()
    {
        while (limit > 0 && Volatile.Read(ref _count) >= limit && !_isReleased)
        {
            await _signal.WaitAsync();
        }
    }

    /// <summary>Makes the waiter go on whatever runs: nothing will be called any more.</summary>
    public void Release()
    {
        _isReleased = true;
        _signal.Set();
    }
}
