using System.Buffers;
using GameServer.Games;
using GameServer.Rpc.Protocol;

namespace GameServer.Hosting.Rooms;

/// <summary>The way out of a room: reads the entities after a step and gives each viewer who wants one a snapshot.</summary>
internal sealed class RoomSnapshots
{
    private readonly RoomActivity _activity;
    private readonly EntityHistory _entities;
    private readonly InterestGrid _interest;
    private readonly SnapshotComposer _composer;
    private readonly ArrayBufferWriter<byte> _message = new();

    // One for each format that a viewer has had here: as many as the server speaks.
    private readonly List<TickPieces> _pieces = [];

    public RoomSnapshots(Simulation simulation, RoomOptions options, RoomActivity activity)
    {
        _activity = activity;
        _entities = new EntityHistory(simulation.Game);
        _interest = new InterestGrid(simulation, _entities, activity);
        _composer = new SnapshotComposer(_entities, _interest, new SnapshotBudget(_entities, options.SnapshotBytes));
    }

    /// <summary>Reads what a step made of the entities.</summary>
    public void Read(int tick)
    {
        _activity.Enter(nameof(IPlaced.Position));
        _entities.Read(tick);
        _interest.Build();
    }

    /// <summary>Sends each viewer what he was told in the step, and a snapshot, if his line has taken the one before.</summary>
    /// <returns>How many were sent a snapshot, and how many were not because their lines had not taken the one before.</returns>
    public (int Sent, int Withheld) Send(List<RoomViewer> viewers)
    {
        var (sent, withheld) = (0, 0);
        foreach (var viewer in viewers)
        {
            if (viewer.IsStarted)
            {
                var line = viewer.UseLine();
                var isWanted = line is { Outbox.WantsSnapshot: true };
                sent += isWanted ? 1 : 0;
                // Nothing is withheld from a viewer who is away, or whose line closes.
                withheld += !isWanted && line is { Outbox.IsClosing: false } ? 1 : 0;
                // The game is asked before the line is held: where it does not return, the line is free for replies.
                viewer.Flush(line, isWanted ? MessageFor(viewer, PiecesOf(line!.Format)) : []);
            }
        }

        return (sent, withheld);
    }

    private ReadOnlySpan<byte> MessageFor(RoomViewer viewer, TickPieces pieces)
    {
        var baseline = viewer.Baseline(_entities.Capacity);
        var isCommon = CommonSnapshot.IsFor(viewer, baseline, _entities.Tick);
        if (isCommon && pieces.Common.TryTake(baseline, _entities.Tick, out var common))
        {
            return common;
        }

        var snapshot = _composer.Compose(viewer, baseline, pieces);
        _message.ResetWrittenCount();
        pieces.Format.WriteSnapshot(_message, snapshot);
        if (isCommon)
        {
            pieces.Common.Keep(_message.WrittenSpan, baseline);
        }

        return _message.WrittenSpan;
    }

    private TickPieces PiecesOf(WireFormat format)
    {
        foreach (var known in _pieces)
        {
            if (ReferenceEquals(known.Format, format))
            {
                known.Begin();
                return known;
            }
        }

        var pieces = new TickPieces(format, _entities);
        _pieces.Add(pieces);
        pieces.Begin();
        return pieces;
    }
}
