using System.Reflection;

namespace GameServer.Rpc.Dispatch;

/// <summary>One method on the wire: what the gate asks of its callers, and what it calls. Shared by all connections.</summary>
internal abstract class RpcMethod
{
    protected RpcMethod(string name, MethodInfo handler, IEnumerable<ParameterInfo> parameters)
    {
        Name = name;
        Handler = handler;
        Parameters = [.. parameters.Select(MethodParameter.Create)];
        ParameterNames = [.. Parameters.Select(parameter => parameter.Name)];
        Result = MethodResult.Of(handler.ReturnType);
    }

    public string Name { get; }

    public bool RequiresSignIn { get; protected init; }

    public bool RequiresSeat { get; protected init; }

    public MethodParameter[] Parameters { get; }

    public string[] ParameterNames { get; }

    public MethodResult Result { get; }

    /// <summary>What is invoked on <see cref="Target"/>.</summary>
    public MethodInfo Handler { get; }

    /// <summary>The object of one connection that serves this method.</summary>
    public abstract object Target(ConnectionServices services);

    /// <summary>The handler's arguments from the caller's.</summary>
    public virtual object?[] HandlerArguments(object?[] arguments) => arguments;
}
