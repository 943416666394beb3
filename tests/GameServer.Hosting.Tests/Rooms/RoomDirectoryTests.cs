using GameServer.Hosting.Rooms;
using GameServer.Rpc;
using GameServer.Rpc.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GameServer.Hosting.Tests.Rooms;

/// <summary>Rooms open when the others are full, and close when they are empty.</summary>
public sealed class RoomDirectoryTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_joins_comes_into_the_fullest_room_that_has_a_place()
    {
        using var rooms = TestRooms.Of<Yard>();
        var places = new List<RoomAttachment>();
        for (var count = 0; count < 5; count++)
        {
            places.Add(await rooms.JoinAsync(NewViewer()));
        }

        Assert.All(places[1..4], place => Assert.Equal(places[0].Room.Id, place.Room.Id));
        Assert.NotEqual(places[0].Room.Id, places[4].Room.Id);
        Assert.Equal([4, 1], rooms.Directory.List().Select(room => room.Players));

        var left = places[0].LeaveAsync();
        rooms.Advance(TimeSpan.FromSeconds(0.1));
        await left;
        Assert.Equal(places[0].Room.Id, (await rooms.JoinAsync(NewViewer())).Room.Id);
    }

    [Fact]
    public async Task Many_at_once_fill_room_after_room()
    {
        using var rooms = TestRooms.Of<Yard>();
        var joining = Enumerable.Range(0, 12)
            .Select(_ => rooms.Directory.JoinAsync(null, null, NewViewer(), "Ann", Cancellation)).ToArray();
        rooms.Advance(TimeSpan.FromSeconds(0.1));
        await Task.WhenAll(joining);
        Assert.Equal([4, 4, 4], rooms.Directory.List().Select(room => room.Players));
    }

    [Fact]
    public async Task A_room_without_anybody_closes_after_its_time_and_a_watcher_keeps_one_open()
    {
        using var rooms = TestRooms.Of<Yard>(options => options.EmptySeconds = 5);
        var watcher = await rooms.WatchAsync(NewViewer());
        rooms.Advance(TimeSpan.FromSeconds(60));
        Assert.Single(rooms.Directory.List());

        var left = watcher.LeaveAsync();
        rooms.Advance(TimeSpan.FromSeconds(4.5));
        await left;
        Assert.Single(rooms.Directory.List());
        rooms.Advance(TimeSpan.FromSeconds(1));
        await Until(() => rooms.Directory.List().Count == 0);
    }

    [Fact]
    public async Task The_rooms_are_bounded_and_so_are_their_places()
    {
        using var rooms = TestRooms.Of<Yard>(options => (options.MaxRooms, options.MaxWatchers) = (1, 1));
        var room = (await rooms.WatchAsync(NewViewer())).Room.Id;
        for (var count = 0; count < 4; count++)
        {
            await rooms.JoinAsync(NewViewer());
        }

        await Refused(ErrorCodes.RoomFull, () => rooms.JoinAsync(NewViewer()));
        await Refused(ErrorCodes.RoomFull, () => rooms.JoinAsync(NewViewer(), room));
        await Refused(ErrorCodes.RoomFull, () => rooms.WatchAsync(NewViewer()));
    }

    [Fact]
    public async Task A_room_or_a_game_that_is_not_there_is_refused()
    {
        using var rooms = TestRooms.Of<Yard>();
        await Refused(ErrorCodes.RoomNotFound, () => rooms.JoinAsync(NewViewer(), "nosuch"));
        await Refused(
            ErrorCodes.RoomNotFound, () => rooms.Directory.JoinAsync("chess", null, NewViewer(), "Ann", Cancellation));
        Assert.Empty(rooms.Directory.List());
    }

    [Fact]
    public async Task Draining_lets_everybody_go_with_his_points_and_takes_nobody_in()
    {
        using var rooms = TestRooms.Of<Yard>();
        var viewer = new TestViewer(new JsonFormat(), account: 3);
        await rooms.JoinAsync(viewer);
        var drained = rooms.Directory.DrainAsync(Cancellation);
        await Refused(
            ErrorCodes.Draining, () => rooms.Directory.JoinAsync(null, null, NewViewer(), "Ben", Cancellation));
        Assert.False(drained.IsCompleted);

        rooms.Advance(TimeSpan.FromSeconds(0.1));
        await drained;
        Assert.True(viewer.WasClosed);
        Assert.Equal("draining", viewer.Events[^1].Params.GetProperty("reason").GetString());
        Assert.Equal([(3, "Ann", 3)], rooms.Awards);
    }

    [Fact]
    public async Task Who_gives_up_at_the_door_is_in_all_the_same_and_can_leave()
    {
        // However long the machine takes to go on after the await, the room is still there.
        using var rooms = TestRooms.Of<Yard>(options => options.EmptySeconds = 86_400);
        using var giveUp = new CancellationTokenSource();
        var joining = rooms.Directory.JoinAsync(null, null, NewViewer(), "Ann", giveUp.Token);
        await giveUp.CancelAsync();
        while (!joining.IsCompleted)
        {
            rooms.Advance(TimeSpan.FromSeconds(0.1));
            await Task.Yield();
        }

        var place = await joining;
        Assert.Equal(1, rooms.Directory.List().Single().Players);
        var leaving = place.LeaveAsync();
        rooms.Advance(TimeSpan.FromSeconds(0.1));
        await leaving;
        Assert.Equal(0, rooms.Directory.List().Single().Players);
    }

    [Fact]
    public async Task A_failing_game_ends_its_own_room_only()
    {
        using var rooms = TestRooms.Of<Yard>();
        var viewers = new List<TestViewer>();
        for (var count = 0; count < 5; count++)
        {
            viewers.Add(NewViewer());
            await rooms.JoinAsync(viewers[^1]);
        }

        viewers[0].Place!.Seat!.Post(new Act(Deed.Fail));
        rooms.Advance(TimeSpan.FromSeconds(0.1));
        await Until(() => rooms.Directory.List().Count == 1);
        Assert.Equal([true, true, true, true, false], viewers.Select(viewer => viewer.WasClosed));
        var before = viewers[4].Snapshots.Count;
        rooms.Advance(TimeSpan.FromSeconds(1));
        Assert.InRange(viewers[4].Snapshots.Count - before, 29, 31);
    }

    [Fact]
    public void Options_out_of_range_are_named_with_their_limits()
    {
        using var rooms = TestRooms.Of<Yard>();
        var validator = rooms.Services.GetRequiredService<IValidateOptions<RoomOptions>>();
        var result = validator.Validate(null, new RoomOptions { MaxRooms = 0, CatchUpTicks = 31 });
        Assert.Equal(
            ["Rooms:MaxRooms is 0; it must be from 1 to 10000.", "Rooms:CatchUpTicks is 31; it must be from 0 to 30."],
            result.Failures);
    }

    private static TestViewer NewViewer() => new(new MessagePackFormat());

    private static async Task Refused(int code, Func<Task> ask) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<RpcException>(ask)).Code);

    private static async Task Until(Func<bool> holds)
    {
        while (!holds())
        {
            await Task.Yield();
            Cancellation.ThrowIfCancellationRequested();
        }
    }
}
