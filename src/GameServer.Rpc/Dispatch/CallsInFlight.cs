using GameServer.Rpc.Transport;

namespace GameServer.Rpc.Dispatch;

/// <summary>Counts the calls of one connection that run, and makes its reader wait while they are too many.</summary>
/// <param name="limit">How many may run at once; 0 for any number.</param>
internal sealed class CallsInFlight(int limit)
{
    private readonly AsyncSignal _signal = new();
    private int _count;
    private int _batches;
    private volatile bool _isReleased;

    /// <summary>Whether no call runs and no batch waits for its answer.</summary>
    public bool IsIdle => Volatile.Read(ref _count) == 0 && Volatile.Read(ref _batches) == 0;

    /// <summary>Whether no other call may run now.</summary>
    public bool IsFull => limit > 0 && Volatile.Read(ref _count) >= limit && !_isReleased;

    public void Enter() => Interlocked.Increment(ref _count);

    /// <summary>A batch takes no place of its own, but while it is open something is to be answered.</summary>
    public void BeginBatch() => Interlocked.Increment(ref _batches);

    public void EndBatch() => Interlocked.Decrement(ref _batches);

    /// <summary>A call has ended.</summary>
    public void Exit()
    {
        var count = Interlocked.Decrement(ref _count);
        if (limit > 0 && count == limit - 1)
        {
            _signal.Set();
        }
    }

    /// <summary>Waits until another call may run. For one waiter.</summary>
    public async ValueTask WaitForPlaceAsync()
    {
        while (IsFull)
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
