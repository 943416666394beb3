namespace GameServer.Hosting.Rooms;

/// <summary>One loop's deadlines, in timestamps of the monotonic clock. They are absolute, so nothing drifts.</summary>
/// <param name="loop">The loop.</param>
/// <param name="frequency">Timestamps a second.</param>
/// <param name="first">The deadline of the first tick.</param>
internal sealed class LoopSchedule(ILoop loop, long frequency, long first)
{
    private long _origin = first;
    private long _ticks;

    public ILoop Loop { get; } = loop;

    /// <summary>When the next tick is due.</summary>
    public long Due => _origin + _ticks * frequency / Loop.TickRate;

    /// <summary>Late ticks that no log line has told of yet.</summary>
    public int LateUnlogged { get; set; }

    /// <summary>The timestamp of the last log line about lateness.</summary>
    public long LateLoggedAt { get; set; } = long.MinValue / 2;

    /// <summary>Skipped ticks that no log line has told of yet.</summary>
    public long SkippedUnlogged { get; set; }

    /// <summary>The timestamp of the last log line about skipped ticks.</summary>
    public long SkippedLoggedAt { get; set; } = long.MinValue / 2;

    /// <summary>
    /// Goes on to the next deadline. Ticks owed beyond the limit are given up: all deadlines move by that many periods.
    /// </summary>
    /// <param name="now">The time after the tick.</param>
    /// <param name="catchUp">How many may be owed.</param>
    /// <returns>How many were given up.</returns>
    public long Advance(long now, int catchUp)
    {
        _ticks++;
        var owed = now < Due ? 0 : (now - Due) * Loop.TickRate / frequency + 1;
        var skipped = Math.Max(0, owed - catchUp);
        _origin += skipped * frequency / Loop.TickRate;
        return skipped;
    }
}
