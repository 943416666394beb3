using System.Linq.Expressions;
using System.Reflection;
using GameServer.Rpc.Protocol;

namespace GameServer.Rpc.Dispatch;

/// <summary>
/// One method in one format. Compiled from its signature, so that each argument is read as its own type and the result
/// written as its own, with nothing boxed and nothing looked up; the same for every method of every service and game.
/// </summary>
/// <param name="method">The method.</param>
/// <param name="format">The format.</param>
internal abstract class Invocation(RpcMethod method, WireFormat format)
{
    /// <summary>Reads the arguments and calls.</summary>
    /// <typeparam name="T">What the method returns; <see cref="object"/> and null for nothing.</typeparam>
    /// <returns>Whether the arguments fit; otherwise nothing was called, and they know the problem.</returns>
    protected delegate bool Caller<T>(object target, CallArguments arguments, CancellationToken cancellation, out T result);

    public RpcMethod Method => method;

    public WireFormat Format => format;

    public static Invocation Create(RpcMethod method, WireFormat format)
    {
        var returned = method.Handler.ReturnType;
        var (definition, result) =
            returned == typeof(void) ? (typeof(ImmediateInvocation<>), typeof(object))
            : returned == typeof(Task) || returned == typeof(ValueTask) ? (typeof(TaskInvocation<>), typeof(object))
            : IsTask(returned) ? (typeof(TaskInvocation<>), returned.GetGenericArguments()[0])
            : (typeof(ImmediateInvocation<>), returned);
        return (Invocation)Activator.CreateInstance(definition.MakeGenericType(result), method, format)!;
    }

    /// <summary>Compiles what reads the arguments and calls.</summary>
    /// <param name="convert">Makes what is wanted of what the method returns.</param>
    protected Caller<T> Compile<T>(Func<Expression, Expression> convert)
    {
        var target = Expression.Parameter(typeof(object));
        var arguments = Expression.Parameter(typeof(CallArguments));
        var cancellation = Expression.Parameter(typeof(CancellationToken));
        var result = Expression.Parameter(typeof(T).MakeByRefType());
        var values = method.Parameters.Select(parameter => Expression.Variable(parameter.Type)).ToList();
        Expression isRead = Expression.Constant(true);
        foreach (var (parameter, value) in method.Parameters.Zip(values))
        {
            isRead = Expression.AndAlso(isRead, Expression.Call(
                arguments, nameof(CallArguments.TryRead), [parameter.Type],
                Expression.Constant(parameter), Expression.Constant(parameter.ReaderIn(format)), value));
        }

        var body = Expression.Condition(
            isRead,
            Expression.Block(
                Expression.Assign(result, convert(method.Invoke(target, values, cancellation))), Expression.Constant(true)),
            Expression.Block(Expression.Assign(result, Expression.Default(typeof(T))), Expression.Constant(false)));
        return Expression.Lambda<Caller<T>>(
            Expression.Block(values, body), target, arguments, cancellation, result).Compile();
    }

    private static bool IsTask(Type type) => type.IsGenericType
        && (type.GetGenericTypeDefinition() == typeof(Task<>) || type.GetGenericTypeDefinition() == typeof(ValueTask<>));
}
