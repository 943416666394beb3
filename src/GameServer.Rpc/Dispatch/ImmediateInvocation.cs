using System.Linq.Expressions;
using GameServer.Rpc.Protocol;

namespace GameServer.Rpc.Dispatch;

/// <summary>A method that is done when it returns.</summary>
/// <typeparam name="T">What it returns.</typeparam>
internal sealed class ImmediateInvocation<T> : ImmediateInvocation
{
    private readonly Caller<T> _call;
    private readonly ValueWriter<T> _writer;

    public ImmediateInvocation(RpcMethod method, WireFormat format)
        : base(method, format)
    {
        _call = Compile<T>(call => call.Type == typeof(void) ? Expression.Block(call, Expression.Default(typeof(T))) : call);
        _writer = format.WriterOf<T>();
    }

    public override bool TryRun(object target, CallArguments arguments, in ReplyAddress address, Replies replies)
    {
        if (!_call(target, arguments, CancellationToken.None, out var result))
        {
            return false;
        }

        replies.Result(address, Method, _writer, result);
        return true;
    }
}

/// <inheritdoc cref="ImmediateInvocation{T}"/>
internal abstract class ImmediateInvocation(RpcMethod method, WireFormat format) : Invocation(method, format)
{
    /// <summary>Calls the method and answers with its result.</summary>
    /// <param name="target">What serves the method.</param>
    /// <param name="arguments">The arguments, each found.</param>
    /// <param name="address">Where the reply goes.</param>
    /// <param name="replies">Takes the reply.</param>
    /// <returns>Whether the arguments fit; otherwise nothing was called.</returns>
    public abstract bool TryRun(object target, CallArguments arguments, in ReplyAddress address, Replies replies);
}
