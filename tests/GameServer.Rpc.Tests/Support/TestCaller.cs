using System.Collections.Concurrent;
using GameServer.Games;
using GameServer.Rpc.Dispatch;
using GameServer.Rpc.Transport;

namespace GameServer.Rpc.Tests.Support;

/// <summary>Who calls, one a connection.</summary>
public sealed class TestCaller : ICaller
{
    public bool IsSignedIn { get; set; }

    public ISeat? Seat { get; set; }

    public IRpcConnection Connection { get; set; } = null!;

    public ConcurrentQueue<object?> Replies { get; } = new();

    public void Replied(object? result) => Replies.Enqueue(result);
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

    public TaskCompletionSource<int> For(int key) =>
        _waits.GetOrAdd(key, _ => new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously));
}

/// <summary>The session layer of the tests.</summary>
public sealed class TestHost : IRpcHost
{
    public ConcurrentQueue<TestCaller> Opened { get; } = new();

    public ConcurrentQueue<TestCaller> Closed { get; } = new();

    ICaller IRpcHost.Opened(IRpcConnection connection, IServiceProvider services)
    {
        var caller = (TestCaller)services.GetService(typeof(TestCaller))!;
        caller.Connection = connection;
        Opened.Enqueue(caller);
        return caller;
    }

    public ValueTask ClosedAsync(IRpcConnection connection, ICaller caller)
    {
        Closed.Enqueue((TestCaller)caller);
        return ValueTask.CompletedTask;
    }
}
