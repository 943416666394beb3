using System.Diagnostics.Metrics;

namespace GameServer.Hosting.Rooms;

/// <summary>What rooms measure; the meter <c>GameServer.Rooms</c>.</summary>
internal sealed class RoomMetrics
{
    private readonly Histogram<double> _lateness;
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _late;
    private readonly Counter<long> _skipped;
    private readonly Counter<long> _snapshots;
    private readonly Counter<long> _withheld;
    private readonly Counter<long> _failed;
    private readonly Counter<long> _commandFailed;
    private readonly UpDownCounter<long> _hung;
    private readonly UpDownCounter<long> _rooms;
    private readonly UpDownCounter<long> _viewers;

    public RoomMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("GameServer.Rooms");
        _lateness = meter.CreateHistogram<double>("gameserver.tick.lateness", "s", "From a tick's deadline to its begin.");
        _duration = meter.CreateHistogram<double>("gameserver.tick.duration", "s", "From a tick's begin to its end.");
        _late = meter.CreateCounter<long>("gameserver.tick.late", "{tick}", "Ticks that began later than Rooms:LateMilliseconds.");
        _skipped = meter.CreateCounter<long>("gameserver.tick.skipped", "{tick}", "Ticks that were given up.");
        _snapshots = meter.CreateCounter<long>("gameserver.snapshot.sent", "{snapshot}", "Snapshots handed to outboxes.");
        _withheld = meter.CreateCounter<long>("gameserver.snapshot.withheld", "{snapshot}", "Snapshots not made for slow readers.");
        _failed = meter.CreateCounter<long>("gameserver.room.failed", "{room}", "Rooms that an error ended.");
        _commandFailed = meter.CreateCounter<long>("gameserver.command.failed", "{command}", "Commands that a game threw at, or refused.");
        _hung = meter.CreateUpDownCounter<long>("gameserver.room.hung", "{room}", "Rooms whose game does not return.");
        _rooms = meter.CreateUpDownCounter<long>("gameserver.room.open", "{room}", "Open rooms.");
        _viewers = meter.CreateUpDownCounter<long>("gameserver.room.viewers", "{viewer}", "Players and watchers in rooms.");
    }

    public void Ticked(TimeSpan lateness, TimeSpan duration)
    {
        _lateness.Record(lateness.TotalSeconds);
        _duration.Record(duration.TotalSeconds);
    }

    public void Late() => _late.Add(1);

    public void Skipped(long ticks) => _skipped.Add(ticks);

    public void Snapshots(int sent, int withheld)
    {
        _snapshots.Add(sent);
        _withheld.Add(withheld);
    }

    public void Failed() => _failed.Add(1);

    public void CommandFailed() => _commandFailed.Add(1);

    public void Hung(int change) => _hung.Add(change);

    public void Rooms(int change) => _rooms.Add(change);

    public void Viewers(int change) => _viewers.Add(change);
}
