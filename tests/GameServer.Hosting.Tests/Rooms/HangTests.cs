// The time-out fails a test that would wait for ever; its token is used by the helpers.
#pragma warning disable xUnit1069
using GameServer.Hosting.Rooms;
using GameServer.Rpc.Dispatch;
using GameServer.Rpc.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace GameServer.Hosting.Tests.Rooms;

/// <summary>A game that does not return takes only its own room down: the loops beside it go on, and nobody waits for it.</summary>
public sealed class HangTests : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly FakeTimeProvider _watch = new();
    private readonly ManualResetEventSlim _release = new();
    private readonly Mishap _mishap = new();
    private readonly TestRooms _rooms;

    public HangTests() => _rooms = new TestRooms(_ => _mishap.Register());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _release.Set();
        _rooms.Dispose();
        _release.Dispose();
    }

    [Fact(Timeout = 60_000)]
    public async Task Loops_go_on_by_another_thread_and_the_one_that_returns_goes_on_too()
    {
        using var threads = Threads(1);
        var hangs = new Loop { OnTick = _release.Wait };
        var other = new Loop();
        threads.Add(hangs);
        await hangs.Begun(1);
        threads.Add(other);
        Look(3);
        Assert.Empty(hangs.Hangs);
        Assert.Equal(0, other.Ticks);

        Look(1);
        Assert.Equal([(3 * Second, false)], hangs.Hangs);
        await other.Begun(20);
        Assert.Equal((1, 0, false), (hangs.Ticks, hangs.Returns, threads.IsExhausted));

        _release.Set();
        await hangs.Begun(20);
        await other.Begun(40);
        Assert.Equal(1, hangs.Returns);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_program_that_was_stopped_as_a_whole_hangs_in_nothing()
    {
        using var threads = Threads(1);
        var slow = new Loop { OnTick = _release.Wait };
        threads.Add(slow);
        await slow.Begun(1);
        Look(1);

        // A clock that goes on while nothing runs fires once, however long it was.
        _watch.AutoAdvanceAmount = TimeSpan.FromHours(1);
        Look(1);
        Assert.Empty(slow.Hangs);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_loop_that_a_debugger_holds_is_logged_and_nothing_is_done()
    {
        using var threads = Threads(1, isDebugged: true);
        var (held, other) = (new Loop { OnTick = _release.Wait }, new Loop());
        threads.Add(held);
        await held.Begun(1);
        threads.Add(other);
        Look(60);
        Assert.Equal([(3 * Second, true)], held.Hangs);
        Assert.Equal(0, other.Ticks);

        _release.Set();
        await other.Begun(5);
        Assert.Equal(0, held.Returns);
    }

    [Fact(Timeout = 60_000)]
    public async Task So_many_threads_are_replaced_and_no_more()
    {
        using var threads = Threads(1);
        var loops = Enumerable.Range(0, LoopThreads.MostReplaced + 2).Select(_ => new Loop { OnTick = _release.Wait }).ToArray();
        foreach (var loop in loops)
        {
            threads.Add(loop);
        }

        for (var hung = 1; hung <= LoopThreads.MostReplaced + 1; hung++)
        {
            while (loops.Count(static loop => loop.Ticks == 1) < hung)
            {
                Cancellation.ThrowIfCancellationRequested();
                await Task.Yield();
            }

            Assert.False(threads.IsExhausted);
            Look(4);
        }

        Assert.True(threads.IsExhausted);
        Look(60);
        Assert.Single(loops, static loop => loop.Ticks == 0);

        _release.Set();
        foreach (var loop in loops)
        {
            await loop.Begun(5);
        }

        Look(1);
        Assert.False(threads.IsExhausted);
    }

    [Fact(Timeout = 60_000)]
    public async Task Stopping_waits_for_no_loop_that_hangs()
    {
        var threads = Threads(2);
        var hangs = new Loop { OnTick = _release.Wait };
        threads.Add(hangs);
        await hangs.Begun(1);
        Look(4);
        await Task.Run(threads.Dispose, Cancellation).WaitAsync(TimeSpan.FromSeconds(60), Cancellation);
        Assert.Equal(1, hangs.Ticks);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("Step")]
    [InlineData("ViewOf")]
    [InlineData("Poke")]
    [InlineData("Leave")]
    public async Task Who_is_in_a_room_that_hangs_can_leave_and_be_elsewhere(string member)
    {
        var (ann, ben) = (NewViewer(), NewViewer());
        var place = await _rooms.JoinAsync(ann);
        await _rooms.JoinAsync(ben);
        var room = place.In;
        var (tick, events) = (HangIn(room, member, ben), ann.Log.Count);

        room.Hang(3 * Second, isDebugged: false);
        var line = Assert.Single(_rooms.Lines, line => line.Id.Id == 1114).Line;
        Assert.All([member, "mishap", room.Id, "tick", room.HungBy!.Reference], part => Assert.Contains(part, line, StringComparison.Ordinal));
        Assert.Equal(("mishap", room.Id), (_rooms.Directory.Hung.Single().Game, _rooms.Directory.Hung.Single().Room));

        Assert.Null(await place.RenewAsync());
        await place.LeaveAsync();
        var named = await Assert.ThrowsAsync<ReportedException>(
            () => _rooms.Directory.JoinAsync(null, room.Id, ann, "Ann", Cancellation));
        Assert.Equal(room.HungBy.Reference, named.Reference);
        var elsewhere = await _rooms.JoinAsync(ann);
        Assert.NotEqual(room.Id, elsewhere.Room.Id);

        var before = ann.Log.Count;
        _release.Set();
        await tick;
        room.Return();
        Assert.Single(_rooms.Lines, line => line.Id.Id == 1115);
        Assert.Equal(before, ann.Log.Count);

        // The room has let the player go by itself, and takes newcomers in again.
        _rooms.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Empty(_rooms.Directory.Hung);
        Assert.Equal(member == "Leave" ? 0 : 1, room.Info.Players);
        Assert.Equal(room.Id, (await _rooms.JoinAsync(NewViewer(), room.Id)).Room.Id);
    }

    [Fact(Timeout = 60_000)]
    public async Task Who_is_being_let_in_when_the_game_hangs_is_answered_and_is_not_in_when_it_returns()
    {
        var (ann, ben, cid) = (NewViewer(), NewViewer(), NewViewer());
        var room = (await _rooms.JoinAsync(ann)).In;
        var joining = Join(ben);
        var tick = HangIn(room, "Join", ann);
        var waiting = Join(cid);
        room.Hang(3 * Second, isDebugged: false);
        var first = await Assert.ThrowsAsync<ReportedException>(() => joining);
        var second = await Assert.ThrowsAsync<ReportedException>(() => waiting);
        Assert.Equal(room.HungBy!.Reference, Assert.Single(new[] { first.Reference, second.Reference }.Distinct()));

        _release.Set();
        await tick;
        room.Return();
        _rooms.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(1, room.Info.Players);
        Assert.Single(ann.Entities);
        for (var count = 0; count < 3; count++)
        {
            Assert.Equal(room.Id, (await _rooms.JoinAsync(NewViewer())).Room.Id);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task A_constructor_that_hangs_freezes_no_directory()
    {
        _ = _rooms.Services.GetRequiredService<GameRegistration>().Traits;
        _mishap.In = member => HangOnce(member, "constructor");
        var joining = Join(NewViewer());
        var tick = Task.Factory.StartNew(() => _rooms.Advance(Second), Cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await Until(() => _begun);
        var hung = Assert.Single(_rooms.Directory.List());
        Assert.Equal((0, 4), (hung.Players, hung.Capacity));
        _rooms.Directory.Find(hung.Id)!.Hang(3 * Second, isDebugged: false);
        await Assert.ThrowsAsync<ReportedException>(() => joining);
        _release.Set();
        await tick;
    }

    [Fact(Timeout = 60_000)]
    public async Task A_game_that_hangs_in_room_after_room_is_given_a_few_and_no_more()
    {
        for (var count = 0; count < 4; count++)
        {
            (await _rooms.JoinAsync(NewViewer())).In.Hang(3 * Second, isDebugged: false);
        }

        await Assert.ThrowsAsync<ReportedException>(() => _rooms.JoinAsync(NewViewer()));
        Assert.Equal(4, _rooms.Directory.List().Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task Draining_waits_for_no_room_that_hangs()
    {
        var room = (await _rooms.JoinAsync(NewViewer())).In;
        var tick = HangIn(room, "Step", NewViewer());
        var draining = _rooms.Directory.DrainAsync(Cancellation);
        Assert.False(draining.IsCompleted);
        room.Hang(3 * Second, isDebugged: false);
        await draining;

        _release.Set();
        await tick;
        room.Return();
        _rooms.Advance(TimeSpan.FromSeconds(0.1));
        await room.Ended;
    }

    private bool _begun;

    private static TestViewer NewViewer() => new(new JsonFormat());

    private static async Task Until(Func<bool> holds)
    {
        while (!holds())
        {
            Cancellation.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private Task<RoomAttachment> Join(TestViewer viewer) => _rooms.Directory.JoinAsync(null, null, viewer, "Ann", Cancellation);

    // Another thread is in the middle of the tick when this returns.
    private Task HangIn(Room room, string member, TestViewer other)
    {
        _mishap.In = called => HangOnce(called, member);
        if (member == "Poke")
        {
            other.Place!.Seat!.Post(new Poke(1));
        }
        else if (member == "Leave")
        {
            _ = other.Place!.LeaveAsync();
        }

        // The one tick that is due, for which the thread takes the room out of the queue.
        _rooms.Time.Advance(TimeSpan.FromSeconds(1.0 / room.TickRate));
        var tick = Task.Factory.StartNew(() => _rooms.Loops.RunDue(), Cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        while (!Volatile.Read(ref _begun))
        {
            Cancellation.ThrowIfCancellationRequested();
            Thread.Yield();
        }

        return tick;
    }

    private void HangOnce(string called, string member)
    {
        if (called == member && !Volatile.Read(ref _begun))
        {
            Volatile.Write(ref _begun, true);
            _release.Wait(Cancellation);
        }
    }

    private void Look(int times)
    {
        for (var count = 0; count < times; count++)
        {
            _watch.Advance(Second);
        }
    }

    private LoopThreads Threads(int count, bool isDebugged = false) => new(
        ActivatorUtilities.CreateInstance<LoopQueue>(_rooms.Services, TimeProvider.System),
        Microsoft.Extensions.Options.Options.Create(new RoomOptions { Threads = count }),
        _watch,
        NullLogger<LoopThreads>.Instance)
    {
        IsDebugged = () => isDebugged,
    };

    private sealed class Loop : ILoop
    {
        private int _inside;
        private int _ticks;

        public string Id => "loop";

        public int TickRate => 120;

        public int Ticks => Volatile.Read(ref _ticks);

        public int Returns { get; private set; }

        public List<(TimeSpan Time, bool IsDebugged)> Hangs { get; } = [];

        public Action OnTick { get; init; } = static () => { };

        public bool Tick()
        {
            // Exactly one thread is in here at a time.
            Assert.Equal(1, Interlocked.Increment(ref _inside));
            Interlocked.Increment(ref _ticks);
            OnTick();
            Interlocked.Decrement(ref _inside);
            return true;
        }

        public void Hang(TimeSpan time, bool isDebugged) => Hangs.Add((time, isDebugged));

        public void Return() => Returns++;

        public async Task Begun(int ticks)
        {
            while (Ticks < ticks)
            {
                Cancellation.ThrowIfCancellationRequested();
                await Task.Yield();
            }
        }
    }
}
