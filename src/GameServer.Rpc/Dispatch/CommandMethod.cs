using System.Linq.Expressions;
using System.Reflection;

namespace GameServer.Rpc.Dispatch;

/// <summary>A game's command as a method: it is made from its constructor's parameters and posted to the seat.</summary>
internal sealed class CommandMethod : RpcMethod
{
    private readonly Type _command;
    private readonly Type _poster;

    public CommandMethod(CommandRegistration command)
        : base(
            command.Method,
            typeof(CommandPoster<>).MakeGenericType(command.Command).GetMethod(nameof(CommandPoster<int>.Post))!,
            ConstructorOf(command.Command)?.GetParameters() ?? [])
    {
        _command = command.Command;
        _poster = Handler.DeclaringType!;
        RequiresSignIn = RequiresSeat = true;
    }

    public override string Member => _command.Name;

    public override object Target(ConnectionServices services) => services.Get(_poster);

    public override Expression Invoke(Expression target, IEnumerable<Expression> arguments, Expression cancellation) =>
        Expression.Call(
            Expression.Convert(target, _poster), Handler,
            ConstructorOf(_command) is { } constructor ? Expression.New(constructor, arguments) : Expression.New(_command));

    private static ConstructorInfo? ConstructorOf(Type command) =>
        command.GetConstructors().MaxBy(constructor => constructor.GetParameters().Length);
}
