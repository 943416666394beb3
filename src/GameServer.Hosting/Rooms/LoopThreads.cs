using Microsoft.Extensions.Options;

namespace GameServer.Hosting.Rooms;

/// <summary>Runs loops on a few threads of their own, which start with the first loop.</summary>
internal sealed class LoopThreads(LoopQueue queue, IOptions<RoomOptions> options) : ILoopScheduler, IDisposable
{
    private readonly object _gate = new();
    private Thread[] _threads = [];

    // The nearest deadline that some thread wakes up for by itself.
    private long _watched = long.MaxValue;
    private bool _stopped;

    /// <inheritdoc/>
    public void Add(ILoop loop)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_stopped, this);
            queue.Add(loop);
            if (_threads.Length == 0)
            {
                _threads = [.. Enumerable.Range(0, options.Value.Threads).Select(Start)];
            }

            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Stops after the ticks that are under way.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _stopped = true;
            Monitor.PulseAll(_gate);
        }

        foreach (var thread in _threads)
        {
            thread.Join();
        }
    }

    private Thread Start(int number)
    {
        var thread = new Thread(Work) { Name = $"rooms {number}", IsBackground = true };
        thread.Start();
        return thread;
    }

    private void Work()
    {
        while (Take() is { } schedule)
        {
            if (queue.Run(schedule))
            {
                lock (_gate)
                {
                    queue.Return(schedule);
                }
            }
        }
    }

    private LoopSchedule? Take()
    {
        lock (_gate)
        {
            while (!_stopped)
            {
                if (queue.TryTake(queue.Now, out var due, out var deadline))
                {
                    // Somebody else looks at the clock from here on.
                    Monitor.Pulse(_gate);
                    return due;
                }

                // One thread waits for the nearest deadline, the others until they are needed.
                if (deadline < _watched)
                {
                    _watched = deadline;
                    Monitor.Wait(_gate, (int)Math.Ceiling(queue.Until(deadline).TotalMilliseconds));
                    _watched = long.MaxValue;
                }
                else
                {
                    Monitor.Wait(_gate);
                }
            }

            return null;
        }
    }
}
