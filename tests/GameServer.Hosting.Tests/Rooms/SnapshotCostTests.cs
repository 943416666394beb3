using System.Buffers;
using GameServer.Games;
using GameServer.Hosting.Rooms;
using GameServer.Rpc.Protocol;
using GameServer.Rpc.Transport;

namespace GameServer.Hosting.Tests.Rooms;

/// <summary>What snapshots cost the server: little, and only where somebody looks.</summary>
public sealed class SnapshotCostTests : IDisposable
{
    private readonly TestRooms _rooms = TestRooms.Of<Yard>();

    public void Dispose() => _rooms.Dispose();

    [Fact]
    public void An_entity_is_encoded_at_most_twice_for_everybody_and_once_more_for_its_owner()
    {
        var format = new CountingFormat();
        var room = _rooms.NewRoom();
        var viewers = Enumerable.Range(0, 100).Select(_ => new Sink(format)).ToArray();
        var players = viewers[..4].Select(viewer => Enter(room, viewer, "Ann")).ToArray();
        Array.ForEach(viewers[4..], viewer => Enter(room, viewer, null));
        room.Tick();
        format.Clear();

        // Every second one has skipped a tick: he needs in full what the others need the changes of.
        Steer(players, 1);
        for (var index = 0; index < viewers.Length; index += 2)
        {
            viewers[index].WantsSnapshot = false;
        }

        room.Tick();
        Array.ForEach(viewers, viewer => viewer.WantsSnapshot = true);
        format.Clear();
        Steer(players, 2);
        room.Tick();

        // One for each player, one for each who skipped, and one for all who only watch and did not.
        Assert.Equal(4 + 48 + 1, format.Snapshots);
        Assert.All(viewers, viewer => Assert.Equal(viewers.IndexOf(viewer) % 2 == 0 ? 2 : 3, viewer.Snapshots));
        Assert.Equal(4, format.Fulls.Count(kind => !kind.ForOwner));
        Assert.Equal(4, format.Deltas.Count(kind => !kind.ForOwner));
        Assert.Equal(4, format.Fulls.Concat(format.Deltas).Count(kind => kind.ForOwner));
        Assert.Equal(format.Fulls.Count, format.Fulls.Distinct().Count());
        Assert.Equal(format.Deltas.Count, format.Deltas.Distinct().Count());
    }

    [Fact]
    public void Each_format_has_pieces_of_its_own()
    {
        CountingFormat[] formats = [new(), new()];
        var room = _rooms.NewRoom();
        var player = Enter(room, new Sink(formats[0]), "Ann");
        for (var count = 0; count < 10; count++)
        {
            Enter(room, new Sink(formats[count % 2]), null);
        }

        room.Tick();
        Array.ForEach(formats, format => format.Clear());
        Steer([player], 2);
        room.Tick();
        Assert.Equal([(1, true), (1, false)], formats[0].Deltas);
        Assert.Equal([(1, false)], formats[1].Deltas);
    }

    [Fact]
    public void What_nobody_looks_at_is_not_encoded()
    {
        var format = new CountingFormat();
        var room = _rooms.NewRoom();
        var player = Enter(room, new Sink(format), "Ann");
        room.Tick();
        format.Clear();
        ((Sink)player.Viewer).WantsSnapshot = false;
        Steer([player], 1);
        room.Tick();
        Assert.Empty(format.Deltas);

        ((Sink)player.Viewer).WantsSnapshot = true;
        room.Tick();
        room.Tick();
        Assert.Equal((1, 0, 2), (format.Deltas.Count, format.Fulls.Count, format.Snapshots));
    }

    [Fact]
    public void An_event_is_encoded_once_for_everybody()
    {
        var format = new CountingFormat();
        var room = _rooms.NewRoom();
        var player = Enter(room, new Sink(format), "Ann");
        for (var count = 0; count < 50; count++)
        {
            Enter(room, new Sink(format), null);
        }

        room.Tick();
        format.Clear();
        player.Place.Seat!.Post(new Act(Deed.Say));
        room.Tick();
        Assert.Equal((1, 51), (format.Values, format.Events));
    }

    [Fact]
    public void A_ticks_events_fill_the_buffer_of_one_line_at_a_time_and_leave_with_its_snapshot()
    {
        var format = new CountingFormat();
        var room = _rooms.NewRoom();
        var said = new List<string>();
        var players = Enumerable.Range(0, 4).Select(_ => Enter(room, new Sink(format) { Said = said.Add }, "Ann")).ToArray();
        room.Tick();
        said.Clear();
        Array.ForEach(players[..2], player => player.Place.Seat!.Post(new Act(Deed.Say)));
        room.Tick();

        string[] one = ["hold", "event", "event", "snapshot", "release"];
        Assert.Equal([.. one, .. one, .. one, .. one], said);
    }

    [Fact]
    public void A_line_is_let_go_also_when_the_game_fails_over_its_snapshot()
    {
        var room = _rooms.NewRoom();
        var said = new List<string>();
        var player = Enter(room, new Sink(new CountingFormat()) { Said = said.Add }, "Ann");
        room.Tick();
        said.Clear();
        ((Yard)room.Simulation.Game).FailsToLook = true;
        player.Place.Seat!.Post(new Act(Deed.Say));

        Assert.False(room.Tick());
        Assert.Equal(["hold", "event", "event", "release"], said);
    }

    [Theory, InlineData(true), InlineData(false)]
    public void A_tick_allocates_nothing_once_warm(bool playersReadText)
    {
        WireFormat[] formats = playersReadText ? [new JsonFormat(), new MessagePackFormat()] : [new MessagePackFormat(), new JsonFormat()];
        var room = _rooms.NewRoom();
        var players = Enumerable.Range(0, 4).Select(_ => Enter(room, new Sink(formats[0]), "Ann")).ToArray();
        for (var count = 0; count < 20; count++)
        {
            Enter(room, new Sink(formats[count % 2]), null);
        }

        ((Yard)room.Simulation.Game).KeepsLog = false;
        Run(1, 500);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(500, 600);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Run(int from, int to)
        {
            for (var tick = from; tick < to; tick++)
            {
                Steer(players, tick);
                ((Sink)players[1].Viewer).WantsSnapshot = tick % 3 == 0;
                room.Tick();
            }
        }
    }

    private static void Steer((IViewer Viewer, RoomAttachment Place)[] players, int seq)
    {
        foreach (var player in players)
        {
            player.Place.Seat!.Post(new Steer(seq, (seq % 7) - 3, seq % 2 == 0));
        }
    }

    private static (IViewer Viewer, RoomAttachment Place) Enter(Room room, IViewer viewer, string? name)
    {
        var place = room.Enter(viewer, name);
        place.Start();
        return (viewer, place);
    }

    /// <summary>A line that takes everything and keeps nothing.</summary>
    private sealed class Sink(WireFormat format) : IViewer, IOutbox
    {
        private readonly ArrayBufferWriter<byte> _message = new();
        private ViewerLine? _line;
        private long _lastEvent;

        public ViewerLine Line => _line ??= new ViewerLine(format, this);

        public long? AccountId => null;

        public bool WantsSnapshot { get; set; } = true;

        public int Snapshots { get; private set; }

        /// <summary>Is told what is put in.</summary>
        public Action<string> Said { get; init; } = static _ => { };

        public void SendEvent(EventMessage message)
        {
            _message.ResetWrittenCount();
            message.Write(_message, format, ++_lastEvent);
            Send(_message.WrittenSpan);
        }

        public void RoomClosed()
        {
        }

        public void Send(ReadOnlySpan<byte> message) => Put("event", message);

        public void SendSnapshot(ReadOnlySpan<byte> message)
        {
            Put("snapshot", message);
            Snapshots++;
        }

        public void Hold() => Said("hold");

        public void Release() => Said("release");

        public void DropSnapshot()
        {
        }

        private void Put(string what, ReadOnlySpan<byte> message)
        {
            Assert.False(message.IsEmpty);
            Said(what);
        }
    }
}
