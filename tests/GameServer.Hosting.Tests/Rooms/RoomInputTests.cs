using GameServer.Hosting.Rooms;
using GameServer.Rpc;
using GameServer.Rpc.Protocol;

namespace GameServer.Hosting.Tests.Rooms;

/// <summary>What a seat posts reaches the game in its next steps, in order and within bounds.</summary>
public sealed class RoomInputTests : IDisposable
{
    private readonly TestRooms _rooms = TestRooms.Of<Yard>();
    private readonly TestViewer _viewer = new(new JsonFormat());
    private readonly Room _room;
    private readonly Yard _yard;

    public RoomInputTests()
    {
        _room = _rooms.NewRoom();
        _yard = (Yard)_room.Simulation.Game;
        _viewer.Start(_room.Enter(_viewer, "Ann"));
    }

    private Seat Seat => (Seat)_viewer.Place!.Seat!;

    public void Dispose() => _rooms.Dispose();

    [Fact]
    public void Nothing_is_applied_before_the_next_tick()
    {
        Seat.Post(new Steer(1, 1, false));
        Assert.Empty(_yard.Steered);
        _room.Tick();
        Assert.Equal([new Steer(1, 1, false)], _yard.Steered);
    }

    [Fact]
    public void One_input_is_applied_a_tick_and_acknowledged()
    {
        Seat.Post(new Steer(5, 1, false));
        Seat.Post(new Steer(6, 2, false));
        Seat.Post(new Steer(7, 3, false));
        for (var tick = 0; tick < 4; tick++)
        {
            _room.Tick();
        }

        Assert.Equal([5, 6, 7], _yard.Steered.Select(steer => steer.Seq));
        Assert.Equal([5, 6, 7, 7], _viewer.Snapshots.TakeLast(4).Select(snapshot => snapshot.Ack));
    }

    [Fact]
    public void When_more_than_three_arrive_the_oldest_are_merged_and_a_jump_is_kept()
    {
        for (var seq = 1; seq <= 10; seq++)
        {
            Seat.Post(new Steer(seq, seq, seq == 2));
        }

        for (var tick = 0; tick < 5; tick++)
        {
            _room.Tick();
        }

        Assert.Equal([new Steer(8, 8, true), new Steer(9, 9, false), new Steer(10, 10, false)], _yard.Steered);
    }

    [Fact]
    public void Inputs_that_stay_unused_for_a_second_are_merged_away()
    {
        Seat.Post(new Steer(1, 0, false));
        Seat.Post(new Steer(2, 0, false));
        for (var seq = 3; seq < 100; seq++)
        {
            Seat.Post(new Steer(seq, 0, false));
            _room.Tick();
        }

        Assert.Equal(99, _yard.Steered[^1].Seq);
        Assert.Equal(99 - 2, _yard.Steered.Count(steer => steer.Seq > 0));
    }

    [Fact]
    public void Other_commands_are_applied_all_in_order_up_to_sixteen_waiting()
    {
        for (var count = 0; count < RoomViewer.MaxWaiting; count++)
        {
            Seat.Post(new Act(Deed.Say));
        }

        var refused = Assert.Throws<RpcException>(() => Seat.Post(new Act(Deed.Say)));
        Assert.Equal(ErrorCodes.TooManyRequests, refused.Code);
        Assert.True(((RetryAfter)refused.ErrorData!).RetryAfterMs > 0);

        _room.Tick();
        Assert.Equal(RoomViewer.MaxWaiting, _viewer.Events.Count(happened => happened.Name == "test.said"));
        Seat.Post(new Act(Deed.Say));
    }

    [Fact]
    public void A_command_of_another_game_is_refused()
    {
        var refused = Assert.Throws<RpcException>(() => Seat.Post(new Snake.Turn(Snake.Heading.Up)));
        Assert.Equal(ErrorCodes.JoinRoomFirst, refused.Code);
    }

    [Fact]
    public async Task After_leaving_nothing_is_taken_in_and_nothing_is_sent()
    {
        Seat.Post(new Act(Deed.Say));
        var left = _viewer.Place!.LeaveAsync();
        _room.Tick();
        await left;
        var sent = _viewer.Log.Count;
        Assert.Equal(ErrorCodes.JoinRoomFirst, Assert.Throws<RpcException>(() => Seat.Post(new Steer(1, 1, false))).Code);
        _room.Tick();
        Assert.Equal(sent, _viewer.Log.Count);
        Assert.Empty(_yard.Players);
    }

    [Fact]
    public void A_command_that_crosses_the_leaving_is_dropped()
    {
        var lane = new QueuedLane<Act>(Seat);
        _ = _viewer.Place!.LeaveAsync();
        _room.Tick();
        lane.Post(new Act(Deed.Fail));
        Assert.True(_room.Tick());
        Assert.False(_room.Ended.IsCompleted);
    }

    [Fact]
    public void Posting_an_input_allocates_nothing()
    {
        Post(10);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Post(1_000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Post(int count)
        {
            for (var seq = 0; seq < count; seq++)
            {
                Seat.Post(new Steer(seq, 1, false));
            }
        }
    }
}
