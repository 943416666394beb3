namespace GameServer.Simulation.Tests.Machine;

/// <summary>A clock that stands still until everything that can happen now has happened, and then leaps to what is due next.</summary>
internal sealed class VirtualTime : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly PriorityQueue<Due, Rank> _due = new();
    private long _sequence;

    /// <summary>Ticks of 100 ns since the start.</summary>
    public long Now { get; private set; }

    /// <summary>How many timers of the server's are set.</summary>
    public int Armed { get; private set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Now;

    public override DateTimeOffset GetUtcNow() => Start.AddTicks(Now);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Something of the simulation's own that happens later.</summary>
    public void At(long due, Action action) => Add(Math.Max(due, Now), action, 0);

    public void After(TimeSpan delay, Action action) => At(Now + delay.Ticks, action);

    /// <summary>A pause of somebody who is simulated.</summary>
    /// <remarks>Not the source's own task: WhenAll and WaitAsync of such a task would go on in the pool.</remarks>
    public async Task Pause(TimeSpan delay)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        After(delay, done.SetResult);
        await done.Task;
    }

    /// <summary>When the next timer is due; the highest number without one.</summary>
    public long NextDue
    {
        get
        {
            while (_due.TryPeek(out var due, out var rank))
            {
                if (due.IsValid)
                {
                    return rank.At;
                }

                _due.Dequeue();
            }

            return long.MaxValue;
        }
    }

    public void LeapTo(long now) => Now = Math.Max(Now, now);

    /// <summary>Runs what is due now.</summary>
    public void RunDue()
    {
        while (_due.TryPeek(out var due, out var rank) && rank.At <= Now)
        {
            _due.Dequeue();
            if (due.IsValid)
            {
                due.Run();
            }
        }
    }

    private void Add(long at, object what, int version) => _due.Enqueue(new Due(what, version), new Rank(at, _sequence++));

    private readonly record struct Due(object What, int Version)
    {
        public bool IsValid => What is not Timer timer || timer.Version == Version;

        public void Run()
        {
            if (What is Timer timer)
            {
                timer.Fire();
            }
            else
            {
                ((Action)What)();
            }
        }
    }

    private readonly record struct Rank(long At, long Sequence) : IComparable<Rank>
    {
        public int CompareTo(Rank other) => At != other.At ? At.CompareTo(other.At) : Sequence.CompareTo(other.Sequence);
    }

    private sealed class Timer(VirtualTime time, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period = Timeout.InfiniteTimeSpan;
        private bool _armed;
        private bool _disposed;

        /// <summary>Entries of an earlier version were called off.</summary>
        public int Version { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (_disposed)
            {
                return false;
            }

            _period = period;
            Set(dueTime);
            return true;
        }

        public void Fire()
        {
            Set(_period > TimeSpan.Zero ? _period : Timeout.InfiniteTimeSpan);
            callback(state);
        }

        public void Dispose()
        {
            Set(Timeout.InfiniteTimeSpan);
            _disposed = true;
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Set(TimeSpan due)
        {
            Version++;
            var arm = due != Timeout.InfiniteTimeSpan;
            time.Armed += (arm ? 1 : 0) - (_armed ? 1 : 0);
            _armed = arm;
            if (arm)
            {
                time.Add(time.Now + due.Ticks, this, Version);
            }
        }
    }
}
