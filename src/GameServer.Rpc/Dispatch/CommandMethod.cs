using System.Linq.Expressions;
using System.Reflection;

namespace GameServer.Rpc.Dispatch;

/// <summary>A game's command as a method: it is made from its constructor's parameters and posted to the seat.</summary>
internal sealed class CommandMethod : RpcMethod
{
    private readonly Type _poster;
    private readonly Func<object?[], object> _make;

    public CommandMethod(CommandRegistration command)
        : base(
            command.Method,
            typeof(CommandPoster<>).MakeGenericType(command.Command).GetMethod(nameof(CommandPoster<int>.Post))!,
            ConstructorOf(command.Command)?.GetParameters() ?? [])
    {
        _poster = typeof(CommandPoster<>).MakeGenericType(command.Command);
        _make = Compile(command.Command);
        RequiresSignIn = RequiresSeat = true;
    }

    public override object Target(ConnectionServices services) => services.Get(_poster);

    public override object?[] HandlerArguments(object?[] arguments) => [_make(arguments)];

    private static ConstructorInfo? ConstructorOf(Type command) =>
        command.GetConstructors().MaxBy(constructor => constructor.GetParameters().Length);

    private static Func<object?[], object> Compile(Type command)
    {
        var values = Expression.Parameter(typeof(object?[]), "values");
        var made = ConstructorOf(command) is { } constructor
            ? Expression.New(constructor, constructor.GetParameters().Select((parameter, index) => Expression.Convert(
                Expression.ArrayIndex(values, Expression.Constant(index)), parameter.ParameterType)))
            : Expression.New(command);
        return Expression.Lambda<Func<object?[], object>>(Expression.Convert(made, typeof(object)), values).Compile();
    }
}
