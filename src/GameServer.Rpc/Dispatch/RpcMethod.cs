using System.Linq.Expressions;
using System.Reflection;
using GameServer.Rpc.Protocol;

namespace GameServer.Rpc.Dispatch;

/// <summary>One method on the wire: what the gate asks of its callers, and what it calls. Shared by all connections.</summary>
internal abstract class RpcMethod
{
    // One for each format that was used.
    private Invocation[] _invocations = [];

    protected RpcMethod(string name, MethodInfo handler, IEnumerable<ParameterInfo> parameters)
    {
        Name = name;
        Handler = handler;
        Parameters = [.. parameters.Select(MethodParameter.Create)];
    }

    public string Name { get; }

    /// <summary>The member or type that declares it, as its developer knows it.</summary>
    public abstract string Member { get; }

    public bool RequiresSignIn { get; protected init; }

    public bool RequiresSeat { get; protected init; }

    public MethodParameter[] Parameters { get; }

    /// <summary>What is invoked on <see cref="Target"/>.</summary>
    public MethodInfo Handler { get; }

    /// <summary>The object of one connection that serves this method.</summary>
    public abstract object Target(ConnectionServices services);

    /// <summary>An expression that invokes the handler.</summary>
    /// <param name="target">What <see cref="Target"/> gives.</param>
    /// <param name="arguments">One for each of <see cref="Parameters"/>.</param>
    /// <param name="cancellation">A token for a handler that takes one.</param>
    public abstract Expression Invoke(Expression target, IEnumerable<Expression> arguments, Expression cancellation);

    /// <summary>How it is called in a format: compiled when it is first called, since most programs use few methods.</summary>
    public Invocation In(WireFormat format)
    {
        foreach (var invocation in Volatile.Read(ref _invocations))
        {
            if (invocation.Format == format)
            {
                return invocation;
            }
        }

        // Where two connections come at once, one's work is lost, and nothing else.
        var made = Invocation.Create(this, format);
        Volatile.Write(ref _invocations, [.. _invocations, made]);
        return made;
    }
}
