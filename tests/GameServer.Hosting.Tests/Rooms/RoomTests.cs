using GameServer.Hosting.Rooms;
using GameServer.Rpc.Protocol;

namespace GameServer.Hosting.Tests.Rooms;

/// <summary>What viewers of a room receive, and when.</summary>
public sealed class RoomTests : IDisposable
{
    private readonly TestRooms _rooms = TestRooms.Of<Yard>();
    private readonly Room _room;
    private readonly Yard _yard;

    public RoomTests()
    {
        _room = _rooms.NewRoom();
        _yard = (Yard)_room.Simulation.Game;
    }

    public static TheoryData<string> Formats => ["json", "msgpack"];

    public void Dispose() => _rooms.Dispose();

    [Theory, MemberData(nameof(Formats))]
    public void A_snapshot_comes_each_tick_with_the_entity_first_in_full_then_what_changed(string format)
    {
        var viewer = Enter(format);
        _room.Tick();
        Post(viewer, new Steer(1, 2.5f, true));
        _room.Tick();
        _room.Tick();

        var (first, second, third) = (viewer.Snapshots[^3], viewer.Snapshots[^2], viewer.Snapshots[^1]);
        Assert.Equal([first.Tick + 1, first.Tick + 2], [second.Tick, third.Tick]);
        Assert.Equal(["jumps", "secret", "x"], second.Changed.Single().Fields.Keys.Order());
        Assert.Equal((5, 1), (viewer.Entities[1]["x"], viewer.Entities[1]["jumps"]));
        Assert.Empty(third.Changed);
        Assert.Equal(1, third.Ack);
    }

    [Theory, MemberData(nameof(Formats))]
    public void Only_the_owner_gets_owner_only_fields_and_their_changes(string format)
    {
        var (owner, other) = (Enter(format), Enter(format));
        _room.Tick();
        _yard.Dots[1].Secret = 9;
        _room.Tick();

        Assert.Equal(9, owner.Entities[1]["secret"]);
        Assert.DoesNotContain("secret", other.Entities[1].Keys);
        Assert.Empty(other.Snapshots[^1].Changed);
    }

    [Theory]
    [InlineData("json", 1)]
    [InlineData("json", 2)]
    [InlineData("msgpack", 1)]
    [InlineData("msgpack", 2)]
    public void A_slow_reader_skips_ticks_and_then_gets_what_changed_meanwhile(string format, int times)
    {
        var (slow, other) = (Enter(format), Enter(format));
        _room.Tick();
        slow.WantsSnapshot = false;
        var received = slow.Snapshots.Count;
        for (var seq = 1; seq <= times; seq++)
        {
            Post(other, new Steer(seq, 1, false));
            _room.Tick();
        }

        _room.Tick();
        Assert.Equal(received, slow.Snapshots.Count);

        slow.WantsSnapshot = true;
        _room.Tick();

        // One change starts from what he holds; of two, the second does not.
        var latest = slow.Snapshots[^1];
        Assert.Equal(times == 1 ? [2] : [], latest.Changed.Select(entity => entity.Id));
        Assert.Equal(times == 1 ? [] : [2], latest.Entered.Select(entity => entity.Id));
        Assert.Equal(2 * times, slow.Entities[2]["x"]);
    }

    [Fact]
    public void What_is_out_of_sight_leaves_and_what_comes_near_enters()
    {
        var (viewer, other) = (Enter("msgpack"), Enter("msgpack"));
        _yard.Sight = 10;
        _room.Tick();
        Assert.Equal([1, 2], viewer.Entities.Keys);
        Post(other, new Steer(1, 11, false));
        _room.Tick();
        Assert.Equal([2], viewer.Snapshots[^1].Left);
        Post(viewer, new Steer(1, 3, false));
        _room.Tick();
        Assert.Equal([1, 2], viewer.Entities.Keys);
    }

    [Fact]
    public void Another_line_begins_with_everything()
    {
        var viewer = Enter("json");
        _room.Tick();
        _room.Tick();
        var resumed = new TestViewer(new JsonFormat());
        resumed.Take(viewer.Place!);
        viewer.ComeBack(resumed);
        _room.Tick();
        Assert.Equal([1], resumed.Entities.Keys);
    }

    [Fact]
    public void The_game_hears_who_is_away_and_what_he_held_down_before_is_forgotten()
    {
        var viewer = Enter("json");
        _room.Tick();
        Post(viewer, new Steer(1, 3, false));
        Post(viewer, new Steer(2, 3, false));
        viewer.Lose();
        var snapshots = viewer.Snapshots.Count;
        _room.Tick();
        _room.Tick();
        Assert.Equal([viewer.Place!.Seat!.Player], _yard.Absent);
        Assert.Empty(_yard.Steered);
        Assert.Equal(snapshots, viewer.Snapshots.Count);

        viewer.ComeBack();
        _room.Tick();
        Assert.Empty(_yard.Absent);
        Assert.Equal(0, viewer.Snapshots[^1].Ack);
        Assert.Equal([1], viewer.Snapshots[^1].Entered.Select(entity => entity.Id));
    }

    [Fact]
    public void Nothing_is_sent_before_the_viewer_starts_and_then_everything_in_order()
    {
        var viewer = new TestViewer(new JsonFormat());
        var place = Enter(viewer, "Ann");
        Post(viewer, new Act(Deed.Say));
        _room.Tick();
        Assert.Empty(viewer.Log);

        place.Start();
        _room.Tick();
        Assert.Equal(["test.whispered", "test.said", "snapshot"], viewer.Log);
        Assert.Equal([1, 2], viewer.Events.Select(happened => happened.Number));
    }

    [Fact]
    public void However_late_a_viewer_is_started_nothing_overtakes_his_reply()
    {
        var viewer = new TestViewer(new JsonFormat());
        var place = Enter(viewer, "Ann");
        for (var tick = 0; tick < 60 * _room.TickRate; tick++)
        {
            _room.Tick();
        }

        Assert.Empty(viewer.Log);
        place.Start();
        _room.Tick();
        Assert.Equal(["test.whispered", "snapshot"], viewer.Log);
    }

    [Fact]
    public void Events_go_to_everybody_or_to_one_and_each_session_counts_its_own()
    {
        var (ann, ben) = (Enter("json"), Enter("msgpack"));
        Post(ann, new Act(Deed.Say));
        Post(ben, new Act(Deed.Whisper));
        _room.Tick();

        Assert.Equal(["test.whispered", "room.entered", "test.said"], ann.Events.Select(happened => happened.Name));
        Assert.Equal(["test.whispered", "test.said", "test.whispered"], ben.Events.Select(happened => happened.Name));
        Assert.Equal([1, 2, 3], ann.Events.Select(happened => happened.Number));
        Assert.Equal("Ben", ann.Events[1].Params.GetProperty("player").GetProperty("name").GetString());
    }

    [Fact]
    public void A_broadcast_reaches_players_and_watchers_at_the_next_tick()
    {
        var (player, watcher) = (Enter("json"), new TestViewer(new MessagePackFormat()));
        var place = Enter(watcher, null);
        place.Start();
        Assert.Null(place.Seat);
        player.Place!.Broadcast("chat.said", new { text = "<b>hello</b>" });
        Assert.Empty(watcher.Events);
        _room.Tick();
        Assert.Equal("<b>hello</b>", player.Events[^1].Params.GetProperty("text").GetString());
        Assert.Equal("<b>hello</b>", watcher.Events[^1].Params.GetProperty("text").GetString());
        Assert.Equal([1], watcher.Entities.Keys);
    }

    [Fact]
    public void The_reply_describes_the_room()
    {
        Enter("json");
        var reply = Enter("json").Place!.Reply;
        Assert.Equal(("room", "test", 2, 0, 4), (reply.Room.Id, reply.Room.Game, reply.Room.Players, reply.Room.Bots, reply.Room.Capacity));
        Assert.Equal((2, 30, new Fence(100)), (reply.You, reply.TickRate, reply.World));
        Assert.Equal(["Ann", "Ben"], reply.Players.Select(player => player.Name));
        var dot = reply.Schema.Single();
        Assert.Equal(("dot", 1, 64), (dot.Name, dot.FirstId, dot.LastId));
        Assert.Equal(["x", "jumps", "secret"], dot.Fields.Select(field => field.Name));
    }

    [Fact]
    public void Points_and_coins_are_kept_for_accounts_only_and_also_when_leaving()
    {
        var (ann, stranger) = (Enter("json", account: 12), Enter("json"));
        Post(ann, new Act(Deed.Earn));
        Post(stranger, new Act(Deed.Earn));
        _room.Tick();
        _ = ann.Place!.LeaveAsync();
        _room.Tick();
        Assert.Equal([(12, "Ann", 7), (12, "Ann", 3)], _rooms.Awards);
        Assert.Equal([(12, 2, "windfall"), (12, 1, "deposit")], _rooms.Payments);
        Assert.Equal("room.left", stranger.Events[^1].Name);
    }

    [Fact]
    public async Task A_mistake_of_the_games_ends_the_room_and_everybody_is_told()
    {
        var viewer = Enter("json");
        _yard.FailsToPart = true;
        var again = new EnterWork(viewer, "Ann", viewer.Place!.Viewer, keepsPlace: true);
        var late = new EnterWork(new TestViewer(new JsonFormat()), "Late");
        _room.Inbox.TryPost(again);
        _room.Inbox.TryPost(late);

        Assert.False(_room.Tick());
        Assert.True(viewer.WasClosed);
        Assert.Equal(("room.closed", "failed"), (viewer.Events[^1].Name, viewer.Events[^1].Params.GetProperty("reason").GetString()));
        Assert.Null(await again.Entered);
        Assert.Null(await late.Entered);
        Assert.True(_room.Ended.IsCompleted);
        Assert.Contains(_rooms.Lines, line => line.Id.Id == 1103 && line.Line.Contains("room", StringComparison.Ordinal));
        await viewer.Place!.LeaveAsync();
    }

    [Fact]
    public void An_event_that_cannot_be_written_ends_the_room_and_everybody_is_told()
    {
        TestViewer[] viewers = [Enter("json"), Enter("msgpack"), Enter("json")];
        Post(viewers[1], new Act(Deed.Say));
        _yard.StammersInStep = true;

        Assert.False(_room.Tick());
        Assert.All(viewers, viewer => Assert.Equal(["test.said", "room.closed"], viewer.Log[^2..]));
        Assert.All(viewers, viewer => Assert.True(viewer.WasClosed));
    }

    [Fact]
    public void A_command_that_tells_what_cannot_be_written_is_given_up_and_nobody_hears_of_it()
    {
        TestViewer[] viewers = [Enter("json"), Enter("msgpack"), Enter("json")];
        Post(viewers[1], new Act(Deed.Stammer));
        Post(viewers[1], new Act(Deed.Say));

        Assert.True(_room.Tick());
        Assert.All(viewers, viewer => Assert.Equal(["test.said", "snapshot"], viewer.Log[^2..]));
        Assert.All(viewers, viewer => Assert.DoesNotContain("test.stammered", viewer.Log));
    }

    [Fact]
    public async Task Who_leaves_is_let_go_also_when_the_game_fails_over_it()
    {
        var (viewer, other) = (Enter("json"), Enter("json"));
        _yard.FailsToPart = true;
        var left = viewer.Place!.LeaveAsync();

        Assert.False(_room.Tick());
        await left.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        Assert.True(other.WasClosed);
    }

    [Fact]
    public async Task Who_came_in_just_before_the_room_failed_is_told_once_his_reply_is_out()
    {
        var (viewer, late) = (Enter("json"), new TestViewer(new JsonFormat()));
        var work = new EnterWork(late, "Late");
        _room.Inbox.TryPost(work);
        Post(viewer, new Act(Deed.Fail));
        Assert.False(_room.Tick());

        var place = await work.Entered;
        Assert.NotNull(place);
        Assert.Empty(late.Log);
        late.Start(place);
        place.Start();
        Assert.Equal(["test.whispered", "room.closed"], late.Log);
        Assert.Equal([1, 2], late.Events.Select(happened => happened.Number));
    }

    [Fact]
    public void Snapshots_count_as_withheld_from_slow_readers_and_not_from_players_who_are_away()
    {
        using var measured = new RoomMeasurements(_rooms.Services);
        var (slow, away, reader) = (Enter("json"), Enter("json"), Enter("json"));
        _room.Tick();
        measured.Clear();
        slow.WantsSnapshot = false;
        away.Lose();
        for (var tick = 0; tick < 5; tick++)
        {
            _room.Tick();
        }

        Assert.Equal(5, measured["gameserver.snapshot.withheld"].Sum());
        Assert.Equal(5, measured["gameserver.snapshot.sent"].Sum());
        Assert.Equal(_room.LatestTick, reader.Snapshots[^1].Tick);
    }

    [Fact]
    public void Entering_and_leaving_are_a_line_each_with_name_account_room_and_game()
    {
        var (ann, ben) = (Enter("json", account: 12), Enter("json", account: 13));
        ann.Place!.LeaveAsync();
        _room.Tick();
        _room.Close();
        _room.Tick();
        Assert.Equal(
            [
                "Ann, account 12, entered room room of test", "Ben, account 13, entered room room of test",
                "Ann, account 12, left room room of test", "Ben, account 13, left room room of test",
            ],
            _rooms.Lines.Select(static line => line.Line));
        Assert.True(ben.WasClosed);
    }

    private TestViewer Enter(string format, long? account = null)
    {
        var viewer = new TestViewer(format == "json" ? new JsonFormat() : new MessagePackFormat(), account);
        Enter(viewer, _yard.Players.Count == 0 ? "Ann" : "Ben").Start();
        return viewer;
    }

    private RoomAttachment Enter(TestViewer viewer, string? name)
    {
        var place = _room.Enter(viewer, name);
        viewer.Take(place);
        return place;
    }

    private static void Post<T>(TestViewer viewer, T command)
        where T : struct => viewer.Place!.Seat!.Post(command);
}
