using System.Reflection;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;

namespace GameServer.Rpc.Dispatch;

/// <summary>
/// A call whose method returns a task, on its way through StreamJsonRpc: what it carries is called there and answers by
/// itself, so that nothing of what the caller sent is interpreted again.
/// </summary>
internal sealed class PendingCall : JsonRpcRequest
{
    private readonly CallRunner _runner;

    public PendingCall(CallRunner runner, TaskInvocation invocation, object service, in ReplyAddress address)
    {
        (_runner, Invocation, Service, Address) = (runner, invocation, service, address);
        Method = invocation.Method.Name;

        // For StreamJsonRpc every call has an id, since one without gets no token. It is never looked up: whatever a
        // caller takes for an id, even one twice, confuses nobody.
        RequestId = new RequestId(1);
    }

    public TaskInvocation Invocation { get; }

    /// <summary>What serves the method.</summary>
    public object Service { get; }

    /// <summary>Where the reply goes.</summary>
    public ReplyAddress Address { get; }

    /// <summary>Makes the call and answers it. Never throws.</summary>
    /// <param name="cancellation">Cancelled when the line is lost.</param>
    public ValueTask RunAsync(CancellationToken cancellation) => _runner.RunAsync(this, cancellation);

    public override ArgumentMatchResult TryGetTypedArguments(
        ReadOnlySpan<ParameterInfo> parameters, Span<object?> typedArguments) => ArgumentMatchResult.Success;
}
