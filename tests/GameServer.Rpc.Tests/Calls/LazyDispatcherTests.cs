using GameServer.Rpc.Dispatch;
using GameServer.Rpc.Transport;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace GameServer.Rpc.Tests.Calls;

public sealed class LazyDispatcherTests : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private readonly FakeTimeProvider _time = new();
    private readonly CallsInFlight _calls = new(limit: 0);
    private readonly List<Dispatcher> _made = [];
    private readonly LineWatch _watch;
    private readonly LazyDispatcher _dispatcher;

    public LazyDispatcherTests()
    {
        _watch = new LineWatch(Options.Create(new RpcLimits { IdleSeconds = 0, SignInSeconds = 0 }), _time, NullLogger<LineWatch>.Instance);
        _dispatcher = new LazyDispatcher(Make, _calls, _watch);
    }

    public void Dispose()
    {
        _dispatcher.Dispose();
        _watch.Dispose();
    }

    [Fact]
    public void There_is_one_from_the_first_call_until_none_has_been_for_two_looks()
    {
        Assert.Empty(_made);
        Call();
        Call();
        _time.Advance(Period);
        Assert.False(Assert.Single(_made).HasEnded);
        _time.Advance(Period);
        Assert.True(Assert.Single(_made).HasEnded);
        Assert.True(_made[0].IsDisposed);
        _time.Advance(10 * Period);
        Call();
        Assert.Equal([2, 1], _made.Select(dispatcher => dispatcher.Calls));
        Assert.False(_made[1].HasEnded);
    }

    [Fact]
    public void None_is_let_go_while_a_call_runs()
    {
        _calls.Enter();
        _ = _dispatcher.BeginAsync(null!);
        _time.Advance(10 * Period);
        Assert.False(Assert.Single(_made).HasEnded);
        _calls.Exit();
        _time.Advance(Period);
        Assert.True(_made[0].HasEnded);
    }

    [Fact]
    public async Task The_end_of_the_line_ends_it_and_waits_for_one_that_was_let_go()
    {
        Call();
        _made[0].End = new TaskCompletionSource();
        _time.Advance(2 * Period);
        Assert.True(_made[0].HasEnded);
        Call();
        var ended = _dispatcher.EndAsync();
        Assert.True(_made[1].HasEnded);
        Assert.False(ended.IsCompleted);
        _made[0].End!.SetResult();
        await ended;
        Assert.All(_made, dispatcher => Assert.True(dispatcher.IsDisposed));
    }

    private Dispatcher Make()
    {
        _made.Add(new Dispatcher());
        return _made[^1];
    }

    private void Call()
    {
        _calls.Enter();
        Assert.True(_dispatcher.BeginAsync(null!).IsCompletedSuccessfully);
        _calls.Exit();
    }

    private sealed class Dispatcher : ICallDispatcher
    {
        public int Calls { get; private set; }

        public bool HasEnded { get; private set; }

        public bool IsDisposed { get; private set; }

        public TaskCompletionSource? End { get; set; }

        public ValueTask BeginAsync(PendingCall call)
        {
            Calls++;
            return default;
        }

        public Task EndAsync()
        {
            HasEnded = true;
            return End?.Task ?? Task.CompletedTask;
        }

        public void Dispose() => IsDisposed = true;
    }
}
