using GameServer.Rpc;

namespace Benchmarks.Contenders;

/// <summary>The work of the benchmark as a service of this server.</summary>
public interface IBenchService
{
    /// <summary>Answers on the spot.</summary>
    [RpcMethod("move")]
    Moved Move(int seq, float x, float y, float angle, bool fire);

    /// <summary>The same as a method that could wait, and does not need to.</summary>
    [RpcMethod("moveAsync")]
    ValueTask<Moved> MoveAsync(int seq, float x, float y, float angle, bool fire);

    /// <summary>Takes the same and answers nothing.</summary>
    [RpcMethod("steer")]
    void Steer(int seq, float x, float y, float angle, bool fire);
}
