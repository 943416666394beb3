using System.Collections.Concurrent;
using GameServer.Hosting.Rooms;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace GameServer.Hosting.Tests.Rooms;

/// <summary>Loops are run at their rates, late ones are measured and made up for within a limit.</summary>
public sealed partial class LoopTests : IDisposable
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
    public void Loops_that_come_at_any_time_keep_their_distance()
    {
        const double Period = 1 / 30.0;
        var random = new Random(5);
        var loops = Enumerable.Range(0, 20).Select(_ => new CountingLoop { TickRate = 30 }).ToArray();
        foreach (var loop in loops)
        {
            loop.OnTick = () => loop.TickedAt = TimeSpan.FromSeconds(
                (double)_rooms.Time.GetTimestamp() / _rooms.Time.TimestampFrequency % Period);
            _rooms.Loops.Add(loop);
            _rooms.Advance(TimeSpan.FromSeconds(random.NextDouble()));
        }

        // 20 that were spread evenly would be 0.05 apart.
        var at = loops.Select(loop => loop.TickedAt.TotalSeconds / Period).Order().ToArray();
        Assert.All(at.Zip([.. at.Skip(1), at[0] + 1]), pair => Assert.InRange(pair.Second - pair.First, 0.02, 0.1));
    }

    [Fact]
    public void A_stall_is_measured()
    {
        using var measured = new RoomMeasurements(_rooms.Services);
        _rooms.Loops.Add(new CountingLoop { TickRate = 10 });
        _rooms.Advance(TimeSpan.FromSeconds(1));
        Assert.All(measured["gameserver.tick.lateness"], lateness => Assert.InRange(lateness, 0, 0.001));
        Assert.Empty(measured["gameserver.tick.late"]);

        measured.Clear();
        _rooms.Time.Advance(TimeSpan.FromSeconds(5));
        _rooms.Loops.RunDue();

        // The first was due within 0.1 s; the three that are made up for were the last three before now.
        Assert.Equal(4, measured["gameserver.tick.late"].Sum());
        Assert.Equal(46, measured["gameserver.tick.skipped"].Sum());
        Assert.InRange(measured["gameserver.tick.lateness"][0], 4.9, 5);
        Assert.All(measured["gameserver.tick.lateness"].Skip(1).Zip([0.3, 0.2, 0.1]), pair => Assert.InRange(pair.First, pair.Second - 0.11, pair.Second));
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
    public void Late_and_skipped_ticks_are_told_once_a_minute_and_room_with_a_count()
    {
        var slow = new CountingLoop { TickRate = 10, OnTick = () => _rooms.Time.Advance(TimeSpan.FromSeconds(0.7)) };
        _rooms.Loops.Add(slow);
        _rooms.Advance(TimeSpan.FromSeconds(175));
        Assert.InRange(slow.Ticks, 200, 300);
        foreach (var id in new[] { 1101, 1102 })
        {
            string[] lines = [.. _rooms.Lines.Where(line => line.Id.Id == id).Select(static line => line.Line)];
            Assert.Equal(3, lines.Length);
            // What the first line has not told is in the next.
            Assert.All(lines.Skip(1), line => Assert.InRange(int.Parse(CountIn().Match(line).Groups[1].Value), 80, 700));
        }
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
    public async Task On_threads_a_loop_that_hangs_delays_no_other()
    {
        using var hanging = new ManualResetEventSlim();
        using var threads = Threads(2);
        var hangs = new CountingLoop { TickRate = 120, OnTick = () => hanging.Wait(TestContext.Current.CancellationToken) };
        var others = Enumerable.Range(0, 5).Select(_ => new CountingLoop { TickRate = 120 }).ToArray();
        using var left = new CountdownEvent(others.Length);
        threads.Add(hangs);
        foreach (var loop in others)
        {
            loop.OnTick = () => _ = loop.Ticks == 20 && left.Signal();
            threads.Add(loop);
        }

        await PassTimeUntil(() => left.IsSet);
        Assert.Equal(1, hangs.Ticks);
        hanging.Set();
    }

    [Fact]
    public async Task On_threads_only_as_many_wake_up_as_are_needed()
    {
        using var threads = Threads(6);
        var woken = new ConcurrentDictionary<int, bool>();
        var loops = Enumerable.Range(0, 2).Select(_ => new CountingLoop { TickRate = 120 }).ToArray();
        foreach (var loop in loops)
        {
            // New loops wake everybody, once.
            loop.OnTick = () => _ = loop.Ticks > 20 && woken.TryAdd(Environment.CurrentManagedThreadId, true);
            threads.Add(loop);
        }

        await PassTimeUntil(() => loops.All(loop => Volatile.Read(ref loop.Ticks) >= 100));
        Assert.InRange(woken.Count, 1, 2);
    }

    [Fact]
    public void On_threads_stopping_waits_for_the_tick_that_is_under_way()
    {
        using var begun = new ManualResetEventSlim();
        var ended = false;
        var threads = new LoopThreads(NewQueue(TimeProvider.System), Microsoft.Extensions.Options.Options.Create(new RoomOptions { Threads = 2 }), TimeProvider.System, NullLogger<LoopThreads>.Instance);
        threads.Add(new CountingLoop
        {
            TickRate = 120,
            OnTick = () =>
            {
                begun.Set();
                Thread.Yield();
                ended = true;
            },
        });
        begun.Wait(TestContext.Current.CancellationToken);
        threads.Dispose();
        Assert.True(ended);
        Assert.Throws<ObjectDisposedException>(() => threads.Add(new CountingLoop { TickRate = 1 }));
    }

    [System.Text.RegularExpressions.GeneratedRegex(@"(\d+) (?:late|ticks skipped) since")]
    private static partial System.Text.RegularExpressions.Regex CountIn();

    private LoopThreads Threads(int count) => new(
        _rooms.Services.GetRequiredService<LoopQueue>(),
        Microsoft.Extensions.Options.Options.Create(new RoomOptions { Threads = count }), TimeProvider.System, NullLogger<LoopThreads>.Instance);

    private LoopQueue NewQueue(TimeProvider time) => ActivatorUtilities.CreateInstance<LoopQueue>(_rooms.Services, time);

    // The threads wait by the real clock for deadlines of this one.
    private async Task PassTimeUntil(Func<bool> done)
    {
        while (!done())
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            _rooms.Time.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Yield();
        }
    }

    private sealed class CountingLoop : ILoop
    {
        private int _inside;

        public string Id => "counting";

        public int TickRate { get; init; }

        public int Ticks;

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
