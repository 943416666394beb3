using System.Reflection;
using StreamJsonRpc.Protocol;

namespace GameServer.Rpc.Dispatch;

/// <summary>
/// A call that passed the gate, on its way through StreamJsonRpc: its id there is our own, and its arguments are bound
/// already, so that nothing of what the caller sent is interpreted again.
/// </summary>
internal sealed class CallRequest : JsonRpcRequest
{
    private readonly object?[] _arguments;

    public CallRequest(RpcMethod method, object?[] arguments)
    {
        Target = method;
        Method = method.Name;
        _arguments = arguments;
    }

    public RpcMethod Target { get; }

    /// <summary>Where the reply goes; for a notification, its place in a batch only.</summary>
    public required ReplyAddress Address { get; init; }

    public override int ArgumentCount => _arguments.Length;

    public override ArgumentMatchResult TryGetTypedArguments(
        ReadOnlySpan<ParameterInfo> parameters, Span<object?> typedArguments)
    {
        _arguments.CopyTo(typedArguments);
        return ArgumentMatchResult.Success;
    }
}
