using GameServer.Rpc.Tests.Support;
using GameServer.Rpc.Transport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace GameServer.Rpc.Tests;

/// <summary>The outbox on a line whose writes end when the test says so.</summary>
public sealed class OutboxTests : IDisposable
{
    private readonly ManualTransport _transport = new();
    private readonly WatchedClock _time = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().AddSingleton<RpcMetrics>().BuildServiceProvider();
    private readonly List<CloseReason> _closes = [];

    public void Dispose() => _services.Dispose();

    [Fact]
    public async Task Messages_leave_in_their_order_and_those_that_wait_for_a_write_together()
    {
        using var outbox = Create();
        var running = outbox.Ended;
        outbox.Send("a"u8);
        Assert.Equal("a", await _transport.NextWriteAsync());
        outbox.Send("b"u8);
        outbox.Reply("c"u8);
        _transport.EndWrite();
        Assert.Equal("b c", await _transport.NextWriteAsync());
        outbox.Flush();
        Assert.False(running.IsCompleted);
        _transport.EndWrite();
        Assert.True(await running);
    }

    [Fact]
    public async Task A_snapshot_of_a_room_that_was_left_does_not_follow_what_is_said_of_the_next()
    {
        using var outbox = Create();
        var running = outbox.Ended;
        outbox.Send("a"u8);
        Assert.Equal("a", await _transport.NextWriteAsync());
        outbox.SendSnapshot("of the first room"u8);
        outbox.DropSnapshot();
        Assert.True(outbox.WantsSnapshot);
        outbox.Reply("the second room"u8);
        outbox.SendSnapshot("of the second room"u8);
        _transport.EndWrite();
        Assert.Equal("the second room of the second room", await _transport.NextWriteAsync());
        outbox.DropSnapshot();
        Assert.False(outbox.WantsSnapshot);
        outbox.Flush();
        _transport.EndWrite();
        Assert.True(await running);
    }

    [Fact]
    public async Task A_snapshot_is_wanted_again_when_the_one_before_has_been_written()
    {
        using var outbox = Create();
        var running = outbox.Ended;
        Assert.True(outbox.WantsSnapshot);
        outbox.SendSnapshot("s1"u8);
        Assert.Equal("s1", await _transport.NextWriteAsync());
        Assert.False(outbox.WantsSnapshot);
        outbox.Send("event"u8);
        _transport.EndWrite();
        Assert.Equal("event", await _transport.NextWriteAsync());
        Assert.True(outbox.WantsSnapshot);
        _transport.EndWrite();
        outbox.SendSnapshot("s2"u8);
        outbox.Send("event2"u8);
        _transport.EndWrite();
        Assert.Equal("s2", await _transport.NextWriteAsync());
        _transport.EndWrite();
        Assert.Equal("event2", await _transport.NextWriteAsync());
        outbox.Flush();
        _transport.EndWrite();
        Assert.True(await running);
        Assert.False(outbox.WantsSnapshot);
    }

    [Fact]
    public async Task What_does_not_fit_is_told_once_a_message_and_what_fits_is_kept()
    {
        using var outbox = Create(new RpcLimits { OutboxBytes = 15 });
        var running = outbox.Ended;
        outbox.Send("12345"u8);
        Assert.Equal("12345", await _transport.NextWriteAsync());
        outbox.Send("1234567890"u8);
        Assert.Empty(_closes);
        outbox.Send("x"u8);
        Assert.Equal([CloseReason.SlowReader], _closes);
        _transport.EndWrite();
        Assert.Equal("1234567890", await _transport.NextWriteAsync());
        outbox.Flush();
        _transport.EndWrite();
        Assert.True(await running);
    }

    [Fact]
    public async Task A_closing_outbox_takes_replies_only_and_a_flushing_one_nothing()
    {
        using var outbox = Create();
        var running = outbox.Ended;
        outbox.Close();
        outbox.Send("event"u8);
        outbox.SendSnapshot("snapshot"u8);
        outbox.Reply("reply"u8);
        outbox.Flush();
        outbox.Reply("late"u8);
        Assert.Equal("reply", await _transport.NextWriteAsync());
        _transport.EndWrite();
        Assert.True(await running);
        Assert.Equal(1, _transport.Writes);
    }

    [Fact]
    public async Task A_write_that_does_not_end_in_time_cuts_the_line()
    {
        using var outbox = Create();
        var running = outbox.Ended;
        outbox.Send("a"u8);
        await _transport.NextWriteAsync();
        await _time.Armed;
        _time.Advance(TimeSpan.FromSeconds(9.9));
        Assert.False(_transport.IsAborted);
        _time.Advance(TimeSpan.FromSeconds(0.2));
        Assert.True(_transport.IsAborted);
        Assert.False(await running);
        Assert.False(outbox.WantsSnapshot);
        outbox.Send("late"u8);
    }

    /// <summary>Tells when a timer has been set, since that happens after the write has begun.</summary>
    private sealed class WatchedClock : FakeTimeProvider
    {
        private readonly TaskCompletionSource _armed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Armed => _armed.Task;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            new Watched(base.CreateTimer(callback, state, dueTime, period), _armed);

        private sealed class Watched(ITimer timer, TaskCompletionSource armed) : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period)
            {
                var changed = timer.Change(dueTime, period);
                armed.TrySetResult();
                return changed;
            }

            public void Dispose() => timer.Dispose();

            public ValueTask DisposeAsync() => timer.DisposeAsync();
        }
    }

    private Outbox Create(RpcLimits? limits = null) => new(
        _transport, limits ?? new RpcLimits(), _time, reason => _closes.Add(reason), _services.GetRequiredService<RpcMetrics>());
}
