using Microsoft.Extensions.Options;

namespace GameServer.Hosting.Rooms;

/// <summary>Runs loops on a few threads of their own, which start with the first loop.</summary>
internal sealed class LoopThreads(LoopQueue queue, IOptions<RoomOptions> options) : ILoopScheduler, IDisposable
{
    private readonly object _gate = new();
    private Thread[] _threads = [];
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

    // Each free thread takes the nearest loop that no other has, and sleeps until its deadline: for a tick one thread wakes up
    // and no other. Who comes back from a tick takes the nearest one, so none is nearer than those that are slept on.
    private LoopSchedule? Take()
    {
        lock (_gate)
        {
            while (!_stopped)
            {
                if (!queue.TryTakeNext(out var next))
                {
                    Monitor.Wait(_gate);
                    continue;
                }

                var wait = queue.Until(next.Due);
                if (wait <= TimeSpan.Zero)
                {
                    return next;
                }

                Monitor.Wait(_gate, (int)Math.Ceiling(wait.TotalMilliseconds));

                // A new loop may be nearer.
                queue.Return(next);
            }

            return null;
        }
    }
}
