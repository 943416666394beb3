using System.Diagnostics;

namespace GameServer.Simulation.Tests.Machine;

/// <summary>
/// The only thread of a simulation, as a synchronization context: whatever the server awaits goes on here, since it
/// awaits without ConfigureAwait. What is ready runs in order, or in an order drawn from the seed, as threads of a pool
/// might have taken it up.
/// </summary>
/// <param name="time">The clock; now and then somebody's thread is held up for a moment, and the rest of the world goes on.</param>
/// <param name="shuffle">Draws what runs next; null for the order of arrival.</param>
internal sealed class Scheduler(VirtualTime time, Random? shuffle) : SynchronizationContext
{
    private const int HeldUpOneIn = 300;
    private const int LongestHoldUpMilliseconds = 250;
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private (SendOrPostCallback Callback, object? State)[] _ready = new (SendOrPostCallback, object?)[64];
    private int _head;
    private int _count;
    private string? _escape;

    /// <summary>How many pieces of work have run.</summary>
    public long Ran { get; private set; }

    /// <inheritdoc/>
    public override void Post(SendOrPostCallback d, object? state)
    {
        if (Environment.CurrentManagedThreadId != _thread)
        {
            // Thrown here it would be lost, or end the process without a word of the seed.
            Interlocked.CompareExchange(ref _escape, new StackTrace(fNeedFileInfo: true).ToString(), null);
            return;
        }

        if (shuffle is not null && shuffle.Next(HeldUpOneIn) == 0)
        {
            time.After(TimeSpan.FromMilliseconds(shuffle.Next(LongestHoldUpMilliseconds)), () => Add(d, state));
        }
        else
        {
            Add(d, state);
        }
    }

    private void Add(SendOrPostCallback d, object? state)
    {
        if (_count == _ready.Length)
        {
            Grow();
        }

        _ready[(_head + _count++) & (_ready.Length - 1)] = (d, state);
    }

    /// <inheritdoc/>
    public override void Send(SendOrPostCallback d, object? state) => d(state);

    /// <inheritdoc/>
    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Runs until nothing is ready any more.</summary>
    public void Run()
    {
        while (_count > 0)
        {
            var mask = _ready.Length - 1;
            if (shuffle is not null && _count > 1)
            {
                var drawn = (_head + shuffle.Next(_count)) & mask;
                (_ready[_head], _ready[drawn]) = (_ready[drawn], _ready[_head]);
            }

            var (callback, state) = _ready[_head];
            _ready[_head] = default;
            _head = (_head + 1) & mask;
            _count--;
            Ran++;
            callback(state);
        }

        if (Volatile.Read(ref _escape) is { } stack)
        {
            throw new ViolationException($"Not deterministic: something left the simulation and came back from another thread.\n{stack}");
        }
    }

    private void Grow()
    {
        var larger = new (SendOrPostCallback, object?)[_ready.Length * 2];
        for (var index = 0; index < _count; index++)
        {
            larger[index] = _ready[(_head + index) & (_ready.Length - 1)];
        }

        (_ready, _head) = (larger, 0);
    }
}
