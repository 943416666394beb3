using System.Collections.Concurrent;

namespace GameServer.Rpc.Tests.Conformance;

/// <summary>
/// The methods of the examples in section 7 of the JSON-RPC 2.0 specification, under their own names, and a pair that
/// keeps a call in flight for as long as wanted.
/// </summary>
public interface ISpecification
{
    [RpcMethod("subtract")]
    int Subtract(int minuend, int subtrahend);

    [RpcMethod("update")]
    void Update(int first, int second, int third, int fourth, int fifth);

    [RpcMethod("sum")]
    int Sum(int first, int second, int third);

    [RpcMethod("notify_hello")]
    void NotifyHello(int value);

    [RpcMethod("notify_sum")]
    void NotifySum(int first, int second, int third);

    [RpcMethod("get_data")]
    object[] GetData();

    [RpcMethod("hold")]
    Task<int> HoldAsync(int key, CancellationToken cancellation);

    [RpcMethod("release")]
    void Release(int key);
}

/// <summary>The least that answers the examples as the specification does. One a connection.</summary>
public sealed class Specification : ISpecification
{
    private readonly ConcurrentDictionary<int, TaskCompletionSource<int>> _held = new();

    public int Subtract(int minuend, int subtrahend) => minuend - subtrahend;

    public void Update(int first, int second, int third, int fourth, int fifth)
    {
    }

    public int Sum(int first, int second, int third) => first + second + third;

    public void NotifyHello(int value)
    {
    }

    public void NotifySum(int first, int second, int third)
    {
    }

    public object[] GetData() => ["hello", 5];

    public Task<int> HoldAsync(int key, CancellationToken cancellation) => Of(key).Task.WaitAsync(cancellation);

    public void Release(int key) => Of(key).TrySetResult(key);

    private TaskCompletionSource<int> Of(int key) =>
        _held.GetOrAdd(key, static _ => new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously));
}
