using System.Collections.Concurrent;
using GameServer.Games;
using GameServer.Rpc.Dispatch;
using GameServer.Rpc.Transport;

namespace GameServer.Rpc.Tests.Support;

/// <summary>Who calls, one a connection.</summary>
public sealed class TestCaller : ICaller
{
    public bool IsSignedIn { get; set; }

    public bool IsWatching { get; set; }

    public ISeat? Seat { get; set; }

    public IRpcConnection Connection { get; set; } = null!;

    public ConcurrentQueue<object?> Replies { get; } = new();

    public void Replied<T>(T result) => Replies.Enqueue(result);
}

/// <summary>A seat that keeps what is posted.</summary>
public sealed class TestSeat : ISeat
{
    public string RoomId => "r1";

    public string Game => "test";

    public Player Player => throw new NotSupportedException();

    public ConcurrentQueue<object> Posted { get; } = new();

    public void Post<TCommand>(in TCommand command)
        where TCommand : struct => Posted.Enqueue(command);
}

/// <summary>Lets a test decide when a call ends.</summary>
public sealed class Waits
{
    private readonly ConcurrentDictionary<int, TaskCompletionSource<int>> _waits = new();

    /// <summary>Whether somebody has asked for it.</summary>
    public bool IsAwaited(int key) => _waits.ContainsKey(key);

    public TaskCompletionSource<int> For(int key) =>
        _waits.GetOrAdd(key, _ => new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously));
}

/// <summary>The session layer of the tests.</summary>
public sealed class TestHost : IRpcHost
{
    private readonly TaskCompletionSource<TestCaller> _firstOpened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<TestCaller> _firstClosed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ConcurrentQueue<TestCaller> Opened { get; } = new();

    public Task<TestCaller> FirstOpenedAsync() => _firstOpened.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

    public Task<TestCaller> FirstClosedAsync() => _firstClosed.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

    ICaller IRpcHost.Opened(IRpcConnection connection, IServiceProvider services)
    {
        var caller = (TestCaller)services.GetService(typeof(TestCaller))!;
        caller.Connection = connection;
        Opened.Enqueue(caller);
        _firstOpened.TrySetResult(caller);
        return caller;
    }

    public ValueTask ClosedAsync(IRpcConnection connection, ICaller caller)
    {
        _firstClosed.TrySetResult((TestCaller)caller);
        return ValueTask.CompletedTask;
    }
}
