using GameServer.Hosting.Rooms;
using Microsoft.Extensions.DependencyInjection;

namespace GameServer.Hosting.Tests.Rooms;

/// <summary>Loops are run at their rates, late ones are measured and made up for within a limit.</summary>
public sealed class LoopTests : IDisposable
{
    private readonly TestRooms _rooms = TestRooms.Of<Yard>(options => (options.CatchUpTicks, options.Threads) = (3, 2));

    public void Dispose() => _rooms.Dispose();

    [Fact]
    public void A_loop_ticks_exactly_at_its_rate_for_hours()
    {
        var loop = new CountingLoop { TickRate = 30 };
        _rooms.Loops.Add(loop);
        _rooms.Advance(TimeSpan.FromMinutes(20));
        Assert.InRange(loop.Ticks, 20 * 60 * 30 - 1, 20 * 60 * 30 + 1);
    }

    [Fact]
    public void The_deadlines_of_many_loops_lie_spread_over_the_period()
    {
        var loops = Enumerable.Range(0, 10).Select(_ => new CountingLoop { TickRate = 1 }).ToArray();
        var begin = _rooms.Time.GetUtcNow();
        foreach (var loop in loops)
        {
            loop.OnTick = () => loop.TickedAt = _rooms.Time.GetUtcNow() - begin;
            _rooms.Loops.Add(loop);
        }

        _rooms.Advance(TimeSpan.FromSeconds(1));
        var at = loops.Select(loop => loop.TickedAt.TotalSeconds).Order().ToArray();
        Assert.All(at.Zip(at.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, 0.05, 0.2));
    }

    [Fact]
    public void After_a_stall_a_few_ticks_are_made_up_for_and_the_rest_is_given_up()
    {
        var loop = new CountingLoop { TickRate = 10 };
        _rooms.Loops.Add(loop);
        _rooms.Advance(TimeSpan.FromSeconds(1));
        var before = loop.Ticks;

        _rooms.Time.Advance(TimeSpan.FromSeconds(5));
        _rooms.Loops.RunDue();
        Assert.Equal(1 + 3, loop.Ticks - before);
        Assert.Contains(_rooms.Lines, line => line.Id.Id == 1101);
        Assert.Contains(_rooms.Lines, line => line.Id.Id == 1102 && line.Line.Contains("46 ticks", StringComparison.Ordinal));

        _rooms.Advance(TimeSpan.FromSeconds(1));
        Assert.InRange(loop.Ticks - before, 4 + 9, 4 + 11);
    }

    [Fact]
    public void One_stalled_loop_does_not_move_the_others_deadlines()
    {
        var (slow, quick) = (new CountingLoop { TickRate = 10 }, new CountingLoop { TickRate = 10 });
        slow.OnTick = () => _rooms.Time.Advance(TimeSpan.FromSeconds(0.15));
        _rooms.Loops.Add(slow);
        _rooms.Loops.Add(quick);
        _rooms.Advance(TimeSpan.FromSeconds(30));
        Assert.InRange(quick.Ticks, 298, 302);
        Assert.InRange(slow.Ticks, 150, 215);
    }

    [Fact]
    public async Task On_threads_a_loop_that_hangs_does_not_delay_another()
    {
        using var hanging = new ManualResetEventSlim();
        using var threads = new LoopThreads(
            _rooms.Services.GetRequiredService<LoopQueue>(),
            Microsoft.Extensions.Options.Options.Create(new RoomOptions { Threads = 2 }));
        var hangs = new CountingLoop { TickRate = 120, OnTick = () => hanging.Wait(TestContext.Current.CancellationToken) };
        var done = new TaskCompletionSource();
        var runs = new CountingLoop { TickRate = 120 };
        runs.OnTick = () => _ = runs.Ticks == 20 && done.TrySetResult();
        threads.Add(hangs);
        threads.Add(runs);
        while (!done.Task.IsCompleted)
        {
            // The threads wait by the real clock for deadlines of this one.
            _rooms.Time.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Yield();
        }

        Assert.Equal(1, hangs.Ticks);
        hanging.Set();
    }

    private sealed class CountingLoop : ILoop
    {
        private int _inside;

        public string Id => "counting";

        public int TickRate { get; init; }

        public int Ticks { get; private set; }

        public TimeSpan TickedAt { get; set; }

        public Action OnTick { get; set; } = static () => { };

        public bool Tick()
        {
            Assert.Equal(1, Interlocked.Increment(ref _inside));
            Ticks++;
            OnTick();
            Interlocked.Decrement(ref _inside);
            return true;
        }
    }
}
