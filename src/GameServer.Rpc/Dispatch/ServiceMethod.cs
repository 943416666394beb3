using System.Linq.Expressions;
using System.Reflection;

namespace GameServer.Rpc.Dispatch;

/// <summary>A method of a service's interface.</summary>
internal sealed class ServiceMethod : RpcMethod
{
    private readonly Type _implementation;

    public ServiceMethod(ServiceRegistration service, MethodInfo method, string name)
        : base(service.Prefix.Length == 0 ? name : $"{service.Prefix}.{name}", Check(method), method.GetParameters().Where(parameter => !IsCancellation(parameter)))
    {
        _implementation = service.Implementation;
        RequiresSeat = Has<RequiresSeatAttribute>(method);
        RequiresSignIn = RequiresSeat || Has<RequiresSignInAttribute>(method);
    }

    public override object Target(ConnectionServices services) => services.Get(_implementation);

    public override Expression Invoke(Expression target, IEnumerable<Expression> arguments, Expression cancellation) =>
        Expression.Call(
            Expression.Convert(target, Handler.DeclaringType!), Handler,
            Handler.GetParameters().Any(IsCancellation) ? arguments.Append(cancellation) : arguments);

    private static bool Has<T>(MethodInfo method)
        where T : Attribute => method.IsDefined(typeof(T)) || method.DeclaringType!.IsDefined(typeof(T));

    private static bool IsCancellation(ParameterInfo parameter) => parameter.ParameterType == typeof(CancellationToken);

    private static MethodInfo Check(MethodInfo method)
    {
        var parameters = method.GetParameters();
        var problem =
            method.IsGenericMethodDefinition ? "it is generic"
            : parameters.Any(parameter => parameter.ParameterType.IsByRef) ? "a parameter is by reference"
            : parameters.SkipLast(1).Any(IsCancellation) ? "its cancellation token must come last"
            : parameters.Any(parameter => parameter.ParameterType == typeof(object)) ? "a parameter has no type"
            : null;
        return problem is null
            ? method
            : throw new InvalidOperationException($"{method.DeclaringType!.Name}.{method.Name} cannot be on the wire: {problem}.");
    }
}
