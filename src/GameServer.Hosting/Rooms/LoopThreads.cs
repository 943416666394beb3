using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GameServer.Hosting.Rooms;

/// <summary>
/// Runs loops on a few threads of their own, which start with the first loop. A thread whose loop does not return is
/// replaced, so that a loop that hangs takes only itself down.
/// </summary>
/// <remarks>
/// One thread at a time may touch a loop: the one that took its schedule out of the queue, until that thread gives it back.
/// A hung loop's schedule is not in the queue, so its replacement cannot take it. When the tick returns after all, the
/// thread that was replaced gives the schedule back and ends: only then can another thread take it.
/// </remarks>
internal sealed partial class LoopThreads(
    LoopQueue queue, IOptions<RoomOptions> options, TimeProvider time, ILogger<LoopThreads> logger) : ILoopScheduler, IDisposable
{
    /// <summary>The most threads at one time that were given up. Each may keep a core busy.</summary>
    public const int MostReplaced = 16;

    private static readonly TimeSpan LookPeriod = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(5);
    private readonly object _gate = new();
    private readonly List<(LoopWorker Worker, Thread Thread)> _threads = [];
    private ITimer? _watch;
    private int _started;
    private int _replaced;
    private int _looking;
    private volatile bool _isExhausted;
    private bool _stopped;

    /// <inheritdoc/>
    public bool IsExhausted => _isExhausted;

    /// <summary>True while a debugger is attached, which may hold a tick for as long as its user likes.</summary>
    internal Func<bool> IsDebugged { get; init; } = static () => Debugger.IsAttached;

    /// <inheritdoc/>
    public void Add(ILoop loop)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_stopped, this);
            queue.Add(loop);
            if (_started == 0)
            {
                for (var count = 0; count < options.Value.Threads; count++)
                {
                    Start();
                }

                _watch = time.CreateTimer(static threads => ((LoopThreads)threads!).Look(), this, LookPeriod, LookPeriod);
            }

            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>
    /// Stops after the ticks that are under way, those that hang and those that last longer than five seconds more excepted:
    /// the threads are background ones and end with the program.
    /// </summary>
    public void Dispose()
    {
        (LoopWorker Worker, Thread Thread)[] threads;
        lock (_gate)
        {
            _stopped = true;
            Monitor.PulseAll(_gate);
            threads = [.. _threads];
        }

        _watch?.Dispose();
        var begun = Stopwatch.GetTimestamp();
        foreach (var (worker, thread) in threads)
        {
            var left = LongestStop - Stopwatch.GetElapsedTime(begun);
            thread.Join(worker.IsHung || left < TimeSpan.Zero ? TimeSpan.Zero : left);
        }
    }

    private void Start()
    {
        var worker = new LoopWorker();
        var thread = new Thread(() => Work(worker)) { Name = $"rooms {_started++}", IsBackground = true };
        _threads.Add((worker, thread));
        thread.Start();
    }

    private void Work(LoopWorker worker)
    {
        while (Take() is { } schedule)
        {
            worker.Begin(schedule.Loop);
            var goesOn = queue.Run(schedule);
            var isReplaced = worker.End();
            if (!goesOn && !isReplaced)
            {
                continue;
            }

            lock (_gate)
            {
                if (goesOn)
                {
                    queue.Return(schedule);
                }

                if (isReplaced)
                {
                    _replaced--;
                    _threads.RemoveAll(one => one.Worker == worker);

                    // This thread will not take what it has given back.
                    Monitor.PulseAll(_gate);
                    return;
                }
            }
        }
    }

    private void Look()
    {
        if (Interlocked.Exchange(ref _looking, 1) != 0)
        {
            // A look that takes longer than its period, because the log does, is followed by no second one.
            return;
        }

        (LoopWorker Worker, Thread Thread)[] threads;
        lock (_gate)
        {
            threads = [.. _threads];
        }

        var isDebugged = IsDebugged();
        foreach (var (worker, _) in threads)
        {
            worker.Look(LookPeriod, isDebugged);
        }

        lock (_gate)
        {
            Replace(threads);
        }

        Volatile.Write(ref _looking, 0);
    }

    private void Replace((LoopWorker Worker, Thread Thread)[] threads)
    {
        foreach (var (worker, _) in threads)
        {
            if (!_stopped && _replaced < MostReplaced && worker.TryReplace())
            {
                _replaced++;
                Start();
            }
        }

        var wasExhausted = _isExhausted;
        _isExhausted = _threads.TrueForAll(static one => one.Worker.IsHung);
        if (_isExhausted && !wasExhausted)
        {
            LogExhausted(logger, _threads.Count);
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

    [LoggerMessage(1117, LogLevel.Critical,
        "Games that do not return hold all {Count} threads of the rooms, and no more are started: no room goes on")]
    private static partial void LogExhausted(ILogger logger, int count);
}
