using System.Linq.Expressions;
using System.Reflection;
using GameServer.Rpc.Protocol;

namespace GameServer.Rpc.Dispatch;

/// <summary>A method of a service's interface, in which <see cref="MethodRules"/> found nothing wrong.</summary>
internal sealed class ServiceMethod : RpcMethod
{
    private readonly Type _implementation;

    public ServiceMethod(ServiceRegistration service, MethodInfo method, string name)
        : base(service.Prefix.Length == 0 ? name : $"{service.Prefix}.{name}", method, method.GetParameters().Where(parameter => !MethodRules.IsCancellation(parameter)))
    {
        _implementation = service.Implementation;
        RequiresSeat = Has<RequiresSeatAttribute>(method);
        RequiresSignIn = RequiresSeat || Has<RequiresSignInAttribute>(method);
    }

    public override string Member
    {
        get
        {
            var parameters = string.Join(", ", Handler.GetParameters().Select(parameter => WireTypes.NameOf(parameter.ParameterType)));
            return $"{WireTypes.NameOf(Handler.DeclaringType!)}.{Handler.Name}({parameters})";
        }
    }

    public override object Target(ConnectionServices services) => services.Get(_implementation);

    public override Expression Invoke(Expression target, IEnumerable<Expression> arguments, Expression cancellation) =>
        Expression.Call(
            Expression.Convert(target, Handler.DeclaringType!), Handler,
            Handler.GetParameters().Any(MethodRules.IsCancellation) ? arguments.Append(cancellation) : arguments);

    private static bool Has<T>(MethodInfo method)
        where T : Attribute => method.IsDefined(typeof(T)) || method.DeclaringType!.IsDefined(typeof(T));
}
