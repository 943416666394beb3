using System.Linq.Expressions;
using GameServer.Rpc.Protocol;

namespace GameServer.Rpc.Dispatch;

/// <summary>A method that returns a task, and is done when that is.</summary>
/// <typeparam name="T">The task's result; <see cref="object"/> and null for a task without one.</typeparam>
internal sealed class TaskInvocation<T> : TaskInvocation
{
    private readonly Caller<ValueTask<T>> _call;
    private readonly ValueWriter<T> _writer;

    public TaskInvocation(RpcMethod method, WireFormat format)
        : base(method, format)
    {
        _call = Compile<ValueTask<T>>(ToValueTask);
        _writer = format.WriterOf<T>();
    }

    public override async ValueTask<bool> TryRunAsync(
        object target, CallArguments arguments, ReplyAddress address, Replies replies, CancellationToken cancellation)
    {
        if (!_call(target, arguments, cancellation, out var task))
        {
            return false;
        }

        var result = await task;
        if (!cancellation.IsCancellationRequested)
        {
            replies.Result(address, Method, _writer, result);
        }

        return true;
    }

    private static Expression ToValueTask(Expression call) =>
        call.Type == typeof(ValueTask<T>) ? call
        : call.Type == typeof(Task<T>) ? Expression.New(typeof(ValueTask<T>).GetConstructor([call.Type])!, call)
        : Expression.Call(typeof(TaskInvocation), nameof(WithoutResult), null, call);
}

/// <inheritdoc cref="TaskInvocation{T}"/>
internal abstract class TaskInvocation(RpcMethod method, WireFormat format) : Invocation(method, format)
{
    /// <summary>Calls the method, awaits it, and answers with its result, where the line still takes one.</summary>
    /// <param name="target">What serves the method.</param>
    /// <param name="arguments">The arguments, each found; not used any more when this returns.</param>
    /// <param name="address">Where the reply goes.</param>
    /// <param name="replies">Takes the reply.</param>
    /// <param name="cancellation">Cancelled when the line is lost.</param>
    /// <returns>Whether the arguments fit; otherwise nothing was called.</returns>
    public abstract ValueTask<bool> TryRunAsync(
        object target, CallArguments arguments, ReplyAddress address, Replies replies, CancellationToken cancellation);

    protected static async ValueTask<object?> WithoutResult(Task task)
    {
        await task;
        return null;
    }

    protected static async ValueTask<object?> WithoutResult(ValueTask task)
    {
        await task;
        return null;
    }
}
