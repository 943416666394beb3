using System.Diagnostics.Metrics;
using GameServer.Rpc.Metrics;

namespace GameServer.Hosting.Rooms;

/// <summary>What rooms measure; the meter <c>GameServer.Rooms</c>.</summary>
internal sealed class RoomMetrics
{
    private readonly Histogram<double> _lateness;
    private readonly Histogram<double> _duration;
    private readonly Total _late;
    private readonly Total _skipped;
    private readonly Total _snapshots;
    private readonly Total _withheld;
    private readonly Total _failed;
    private readonly Total _commandFailed;
    private readonly Total _hung;
    private readonly Total _rooms;
    private readonly Total _viewers;

    public RoomMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("GameServer.Rooms");
        _lateness = meter.CreateDurations("gameserver.tick.lateness", "From a tick's deadline to its begin.");
        _duration = meter.CreateDurations("gameserver.tick.duration", "From a tick's begin to its end.");
        _late = meter.CreateTotal("gameserver.tick.late", "{tick}", "Ticks that began later than Rooms:LateMilliseconds.");
        _skipped = meter.CreateTotal("gameserver.tick.skipped", "{tick}", "Ticks that were given up.");
        _snapshots = meter.CreateTotal("gameserver.snapshot.sent", "{snapshot}", "Snapshots handed to outboxes.");
        _withheld = meter.CreateTotal("gameserver.snapshot.withheld", "{snapshot}", "Snapshots not made, since the reader had not taken the one before.");
        _failed = meter.CreateTotal("gameserver.room.failed", "{room}", "Rooms that an error ended.");
        _commandFailed = meter.CreateTotal("gameserver.command.failed", "{command}", "Commands that a game threw at, or refused.");
        _hung = meter.CreateLevel("gameserver.room.hung", "{room}", "Rooms whose game does not return.");
        _rooms = meter.CreateLevel("gameserver.room.open", "{room}", "Open rooms.");
        _viewers = meter.CreateLevel("gameserver.room.viewers", "{viewer}", "Players and watchers in rooms.");
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
