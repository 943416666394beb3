// The time-out fails a test that would wait for ever; its token is used by the helpers.
#pragma warning disable xUnit1069
using GameServer.Hosting.Rooms;
using GameServer.Rpc;
using GameServer.Rpc.Dispatch;
using GameServer.Rpc.Protocol;

namespace GameServer.Hosting.Tests.Rooms;

/// <summary>A game that throws costs a command, a player or its own room, as its members say, and the log tells which.</summary>
public sealed class MishapTests : IDisposable
{
    private readonly Mishap _mishap = new();
    private readonly TestRooms _rooms;

    public MishapTests() => _rooms = new TestRooms(_ => _mishap.Register());

    public static TheoryData<string> Strange => ["cancelled", "mute", "silent", "aggregate", "null"];

    /// <summary>The members that end a room, and what the log calls them.</summary>
    public static TheoryData<string, string> Ending => new()
    {
        { "Step", "Step" },
        { "ViewOf", "ViewOf" },
        { "Sees", "Sees" },
        { "Leave", "Leave" },
        { "Away", "Away" },
        { "Back", "Back" },
        { "Position", "Position" },
    };

    public void Dispose() => _rooms.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task Who_the_game_fails_to_let_in_is_answered_with_a_reference_and_is_not_in()
    {
        var (ann, ben) = (NewViewer(), NewViewer());
        await _rooms.JoinAsync(ann);
        _mishap.ThrowIn("Join", () => new InvalidOperationException("a mistake"));
        var error = await Assert.ThrowsAsync<ReportedException>(() => _rooms.JoinAsync(ben, name: "Ben"));

        var line = Assert.Single(_rooms.Lines, line => line.Id.Id == 1110).Line;
        var room = Assert.Single(_rooms.Directory.List());
        Assert.All(["Join", "mishap", "Ben", room.Id, "tick", error.Reference], part => Assert.Contains(part, line, StringComparison.Ordinal));
        Assert.Equal(1, room.Players);
        Assert.Equal(["room.entered", "room.left"], ann.Events.Select(happened => happened.Name));
        Assert.Single(ann.Entities);

        // Four have a seat, so nobody holds one who is not in.
        _mishap.In = static _ => { };
        for (var count = 0; count < 3; count++)
        {
            Assert.Equal(room.Id, (await _rooms.JoinAsync(NewViewer())).Room.Id);
        }

        Assert.Equal(4, ann.Entities.Count);
        Assert.False(ann.WasClosed);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_game_that_lets_nobody_in_gets_one_room_however_often_it_is_tried()
    {
        _mishap.ThrowIn("Join", () => new InvalidOperationException("a mistake"));
        for (var count = 0; count < 20; count++)
        {
            await Assert.ThrowsAsync<ReportedException>(() => _rooms.JoinAsync(NewViewer()));
        }

        Assert.Equal(0, Assert.Single(_rooms.Directory.List()).Players);
    }

    [Theory(Timeout = 60_000), MemberData(nameof(Strange))]
    public async Task However_strange_the_exception_the_caller_is_answered_and_the_log_has_a_line(string kind)
    {
        _mishap.ThrowIn("Join", () => Make(kind));
        var error = await Assert.ThrowsAsync<ReportedException>(() => _rooms.JoinAsync(NewViewer()));
        Assert.Contains(error.Reference, Assert.Single(_rooms.Lines, line => line.Id.Id == 1110).Line, StringComparison.Ordinal);

        _mishap.In = static _ => { };
        var viewer = NewViewer();
        await _rooms.JoinAsync(viewer);
        _mishap.ThrowIn("Step", () => Make(kind));
        _rooms.Advance(TimeSpan.FromSeconds(0.1));
        Assert.True(viewer.WasClosed);
        Assert.Single(_rooms.Lines, line => line.Id.Id == 1103);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_game_refuses_a_player_as_a_service_refuses_a_call()
    {
        _mishap.ThrowIn("Join", () => new RpcException(2001, "No tanks today."));
        var error = await Assert.ThrowsAsync<RpcException>(() => _rooms.JoinAsync(NewViewer()));
        Assert.Equal((2001, "No tanks today."), (error.Code, error.Message));
        Assert.Empty(_rooms.Lines);
    }

    [Fact(Timeout = 60_000)]
    public async Task Who_loses_his_seat_to_a_new_one_that_he_does_not_get_is_told()
    {
        var viewer = NewViewer();
        var place = await _rooms.JoinAsync(viewer);
        _mishap.ThrowIn("Join", () => new InvalidOperationException("a mistake"));
        var joining = _rooms.Directory.JoinAsync(null, place.Room.Id, viewer, "Ann", TestContext.Current.CancellationToken, place);
        _rooms.Advance(TimeSpan.FromSeconds(0.1));
        await Assert.ThrowsAsync<ReportedException>(() => joining);
        Assert.Equal("room.closed", viewer.Events[^1].Name);
        Assert.True(viewer.WasClosed);
        Assert.True(place.HasRoomEnded);
        Assert.Equal(0, Assert.Single(_rooms.Directory.List()).Players);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_command_at_which_the_game_throws_is_given_up_and_the_room_goes_on()
    {
        var (ann, ben) = (new TestViewer(new JsonFormat(), account: 5), NewViewer());
        await _rooms.JoinAsync(ann);
        var room = (await _rooms.JoinAsync(ben, name: "Ben")).Room.Id;
        _mishap.ThrowIn("Poke", () => new InvalidOperationException("a mistake"));
        for (var count = 0; count < 100; count++)
        {
            ann.Place!.Seat!.Post(new Poke(1));
            _rooms.Advance(TimeSpan.FromSeconds(0.1));
        }

        // What was done before the throw stays.
        Assert.Equal(100, _rooms.Awards.Count);
        var line = Assert.Single(_rooms.Lines, line => line.Id.Id == 1111).Line;
        Assert.All([nameof(Poke), "Ann", room, "mishap", "tick", "1 since"], part => Assert.Contains(part, line, StringComparison.Ordinal));

        _rooms.Advance(TimeSpan.FromSeconds(60));
        ben.Place!.Seat!.Post(new Poke(1));
        _rooms.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Contains("100 since", _rooms.Lines.Last(line => line.Id.Id == 1111).Line, StringComparison.Ordinal);

        _mishap.In = static _ => { };
        ann.Place!.Seat!.Post(new Poke(7));
        _rooms.Advance(TimeSpan.FromSeconds(0.1));
        Assert.All([ann, ben], viewer => Assert.Equal(7, viewer.Events[^1].Params.GetProperty("points").GetInt32()));
        Assert.All([ann, ben], viewer => Assert.False(viewer.WasClosed));
    }

    [Fact]
    public async Task A_refused_command_is_no_error()
    {
        var viewer = NewViewer();
        await _rooms.JoinAsync(viewer);
        _mishap.ThrowIn("Poke", () => new RpcException(2001, "Not now."));
        viewer.Place!.Seat!.Post(new Poke(1));
        _rooms.Advance(TimeSpan.FromSeconds(0.1));
        Assert.False(viewer.WasClosed);
        var line = Assert.Single(_rooms.Lines, line => line.Id.Id == 1112).Line;
        Assert.All([nameof(Poke), "Ann", "mishap", "2001", "Not now."], part => Assert.Contains(part, line, StringComparison.Ordinal));
        Assert.DoesNotContain(_rooms.Lines, line => line.Id.Id == 1111);
    }

    [Fact(Timeout = 60_000)]
    public async Task Inputs_at_which_the_game_throws_and_those_that_cannot_be_merged_cost_themselves()
    {
        var viewer = NewViewer();
        await _rooms.JoinAsync(viewer);
        _mishap.ThrowIn("Push", () => new InvalidOperationException("a mistake"));
        for (var seq = 1; seq <= 10; seq++)
        {
            viewer.Place!.Seat!.Post(new Push(seq, Breaks: true));
        }

        _rooms.Advance(TimeSpan.FromSeconds(0.5));
        Assert.False(viewer.WasClosed);
        Assert.Equal(10, viewer.Snapshots[^1].Ack);
        Assert.Single(_rooms.Lines, line => line.Id.Id == 1111 && line.Line.Contains(nameof(Push), StringComparison.Ordinal));
    }

    [Theory(Timeout = 60_000), MemberData(nameof(Ending))]
    public async Task A_member_that_throws_ends_its_own_room_and_everybody_is_told(string member, string name)
    {
        var (ann, ben, cid) = (new TestViewer(new JsonFormat(), account: 5), NewViewer(), NewViewer());
        await _rooms.JoinAsync(ann);
        var failures = _mishap.OfLatest;
        await _rooms.JoinAsync(ben);
        await _rooms.JoinAsync(NewViewer());
        await _rooms.JoinAsync(NewViewer());
        var failing = ann.Place!.Room.Id;
        var other = (await _rooms.JoinAsync(cid)).Room.Id;
        Assert.NotEqual(failing, other);
        ann.Place.Seat!.Post(new Poke(7));
        _rooms.Advance(TimeSpan.FromSeconds(0.1));

        failures.ThrowIn(member, () => new InvalidOperationException("a mistake"));
        ben.Lose();
        var left = member == "Leave" ? ben.Place!.LeaveAsync() : Task.CompletedTask;
        _rooms.Advance(TimeSpan.FromSeconds(0.1));
        ben.ComeBack();
        _rooms.Advance(TimeSpan.FromSeconds(0.1));
        await left;

        var line = Assert.Single(_rooms.Lines, line => line.Id.Id == 1103).Line;
        Assert.All([$"failed in {name} ", failing, "mishap", "tick"], part => Assert.Contains(part, line, StringComparison.Ordinal));
        Assert.Equal("failed", ann.Events[^1].Params.GetProperty("reason").GetString());
        Assert.True(ann.WasClosed);
        Assert.Equal([(5, "Ann", 7)], _rooms.Awards);
        Assert.False(cid.WasClosed);
        await Until(() => _rooms.Directory.List().Select(room => room.Id).SequenceEqual([other]));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("constructor", "its constructor")]
    [InlineData("Start", "Start")]
    [InlineData("World", "World")]
    public async Task A_room_that_cannot_open_answers_all_who_wait_once_and_is_tried_again_after_a_pause(string member, string name)
    {
        await _rooms.JoinAsync(NewViewer());
        _mishap.ThrowIn(member, () => new InvalidOperationException("a mistake"));
        var joining = Enumerable.Range(0, 5).Select(_ => Join()).ToArray();
        _rooms.Advance(TimeSpan.FromSeconds(0.1));
        var errors = new List<ReportedException>();
        foreach (var one in joining[3..])
        {
            errors.Add(await Assert.ThrowsAsync<ReportedException>(() => one));
        }

        await Task.WhenAll(joining[..3]);
        errors.Add(await Assert.ThrowsAsync<ReportedException>(Join));
        var reference = Assert.Single(errors.Select(error => error.Reference).Distinct());
        var line = Assert.Single(_rooms.Lines, line => line.Id.Id == 1103).Line;
        Assert.All([$"failed in {name} ", "mishap", reference], part => Assert.Contains(part, line, StringComparison.Ordinal));
        await Until(() => _rooms.Directory.List().Count == 1);

        _rooms.Advance(TimeSpan.FromSeconds(10));
        _mishap.In = static _ => { };
        await _rooms.JoinAsync(NewViewer());
        Assert.Equal(2, _rooms.Directory.List().Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_world_that_cannot_be_written_lets_nobody_in_and_keeps_no_seat()
    {
        using var rooms = new TestRooms(_ => new GameRegistration(
            "mishap", typeof(MishapGame), () => new MishapGame(_mishap) { HasUnwritableWorld = true }));
        for (var count = 0; count < 6; count++)
        {
            await Assert.ThrowsAsync<ReportedException>(() => rooms.JoinAsync(NewViewer()));
            await Assert.ThrowsAsync<ReportedException>(() => rooms.WatchAsync(NewViewer()));
        }

        Assert.Equal(0, Assert.Single(rooms.Directory.List()).Players);
        Assert.Contains("World failed for the player Ann", rooms.Lines[0].Line, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task What_a_service_tells_and_cannot_be_written_costs_itself()
    {
        var viewer = NewViewer();
        var place = await _rooms.JoinAsync(viewer);
        place.Broadcast("chat.said", new Unwritable());
        place.Broadcast("chat.said", new { text = "hello" });
        _rooms.Advance(TimeSpan.FromSeconds(0.1));
        Assert.False(viewer.WasClosed);
        Assert.Equal("hello", viewer.Events.Single(happened => happened.Name == "chat.said").Params.GetProperty("text").GetString());
        Assert.Contains("chat.said", Assert.Single(_rooms.Lines, line => line.Id.Id == 1113).Line, StringComparison.Ordinal);
    }

    private static TestViewer NewViewer() => new(new JsonFormat());

    private static Exception Make(string kind) => kind switch
    {
        "cancelled" => new OperationCanceledException("by the game itself"),
        "mute" => new MuteException(),
        "silent" => new SilentException(),
        "aggregate" => new AggregateException(),
        _ => new NullReferenceException(),
    };

    private static async Task Until(Func<bool> holds)
    {
        while (!holds())
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private Task<RoomAttachment> Join() =>
        _rooms.Directory.JoinAsync(null, null, NewViewer(), "Ann", TestContext.Current.CancellationToken);

    private sealed class MuteException : Exception
    {
        public override string Message => throw new InvalidOperationException("no words");
    }

    private sealed class SilentException : Exception
    {
        public override string ToString() => throw new InvalidOperationException("no words");
    }
}
