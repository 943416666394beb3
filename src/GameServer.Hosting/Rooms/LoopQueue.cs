using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GameServer.Hosting.Rooms;

/// <summary>
/// All loops by deadline, shared by the threads that run them: a free thread takes the loop that is due next, so one
/// slow room keeps one thread busy and delays no other room as long as another thread is free. Not thread-safe by itself.
/// </summary>
internal sealed partial class LoopQueue(
    TimeProvider time, IOptions<RoomOptions> options, RoomMetrics metrics, ILogger<LoopQueue> logger)
{
    // The fraction of the golden ratio: however many loops there are, their deadlines lie evenly over the period.
    private const double Spread = 0.6180339887498949;

    // For each loop: a machine that is too slow is late in each tick of each room.
    private static readonly TimeSpan BetweenLines = TimeSpan.FromMinutes(1);

    private readonly PriorityQueue<LoopSchedule, long> _byDeadline = new();
    private double _phase;

    /// <summary>Takes a loop in; its first tick is due within one period.</summary>
    public void Add(ILoop loop)
    {
        // Counted from the clock's own beginning, so that loops which come at any time keep their distance.
        _phase = (_phase + Spread) % 1;
        var (now, period) = (time.GetTimestamp(), (double)time.TimestampFrequency / loop.TickRate);
        var first = now + (long)((1 + _phase - now % period / period) % 1 * period);
        _byDeadline.Enqueue(new LoopSchedule(loop, time.TimestampFrequency, first), first);
    }

    /// <summary>The clock that deadlines are told by.</summary>
    public long Now => time.GetTimestamp();

    /// <summary>Takes out the loop whose deadline is the nearest, if it has come.</summary>
    /// <param name="now">Deadlines up to here have come.</param>
    /// <param name="due">The loop's schedule, to be given back after its tick.</param>
    /// <param name="deadline">The nearest deadline; the highest number when there is no loop.</param>
    public bool TryTake(long now, out LoopSchedule due, out long deadline)
    {
        if (!_byDeadline.TryPeek(out due!, out deadline))
        {
            deadline = long.MaxValue;
            return false;
        }

        return now >= deadline && _byDeadline.TryDequeue(out _, out _);
    }

    /// <summary>Takes out the loop whose deadline is the nearest, whether it has come or not.</summary>
    /// <param name="next">The loop's schedule, to be given back.</param>
    public bool TryTakeNext(out LoopSchedule next) => _byDeadline.TryDequeue(out next!, out _);

    /// <summary>The time until a deadline; zero when it has passed.</summary>
    public TimeSpan Until(long deadline) => time.GetElapsedTime(Math.Min(Now, deadline), deadline);

    /// <summary>Runs one tick of a loop that was taken out. Any thread may do so, one at a time for each loop.</summary>
    /// <returns>Whether the loop goes on.</returns>
    public bool Run(LoopSchedule schedule)
    {
        var start = time.GetTimestamp();
        var lateness = time.GetElapsedTime(schedule.Due, start);
        var goesOn = schedule.Loop.Tick();
        var end = time.GetTimestamp();
        metrics.Ticked(lateness, time.GetElapsedTime(start, end));
        if (lateness.TotalMilliseconds > options.Value.LateMilliseconds)
        {
            Late(schedule, lateness, start);
        }

        var skipped = schedule.Advance(end, options.Value.CatchUpTicks);
        if (skipped > 0)
        {
            metrics.Skipped(skipped);
            schedule.SkippedUnlogged += skipped;
            if (IsLogDue(schedule.SkippedLoggedAt, end))
            {
                LogSkipped(logger, schedule.Loop.Id, schedule.SkippedUnlogged);
                (schedule.SkippedLoggedAt, schedule.SkippedUnlogged) = (end, 0);
            }
        }

        return goesOn;
    }

    /// <summary>Gives a loop back after its tick.</summary>
    public void Return(LoopSchedule schedule) => _byDeadline.Enqueue(schedule, schedule.Due);

    private void Late(LoopSchedule schedule, TimeSpan lateness, long now)
    {
        metrics.Late();
        schedule.LateUnlogged++;
        if (IsLogDue(schedule.LateLoggedAt, now))
        {
            LogLate(logger, schedule.Loop.Id, lateness.TotalMilliseconds, schedule.LateUnlogged);
            (schedule.LateLoggedAt, schedule.LateUnlogged) = (now, 0);
        }
    }

    private bool IsLogDue(long loggedAt, long now) => time.GetElapsedTime(loggedAt, now) >= BetweenLines;

    [LoggerMessage(1101, LogLevel.Warning,
        "A tick of room {Room} began {Milliseconds:F1} ms late; {Count} late since the last such line")]
    private static partial void LogLate(ILogger logger, string room, double milliseconds, int count);

    [LoggerMessage(1102, LogLevel.Warning, "Room {Room} was too far behind: {Count} ticks skipped since the last such line")]
    private static partial void LogSkipped(ILogger logger, string room, long count);
}
