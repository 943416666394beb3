using System.Reflection;
using System.Text.RegularExpressions;
using GameServer.Games;
using GameServer.Hosting;
using GameServer.Rpc;
using GameServer.Rpc.Dispatch;
using GameServer.Tanks;
using Microsoft.AspNetCore.Builder;

namespace GameServer.Architecture.Tests;

/// <summary>PROTOCOL.md is the whole wire: whatever can be called, returned or told has a row there.</summary>
public sealed partial class WireDocumentTests
{
    private const string Game = "tank";

    private static readonly string[] Rows =
        [.. SourceTree.Read("src/GameServer.Abstractions/PROTOCOL.md").Split('\n').Where(line => line.StartsWith('|'))];

    private static readonly object[] Registrations = Compose();

    [Fact]
    public void Every_method_has_a_row_with_its_parameters() => Missing(
        from service in Registrations.OfType<ServiceRegistration>()
        from method in service.Interface.GetMethods()
        let name = method.GetCustomAttribute<RpcMethodAttribute>()?.Name
        where name is not null
        select ($"{service.Prefix}.{name}", Names(method.GetParameters())));

    [Fact]
    public void Every_command_has_a_row_with_its_values() => Missing(
        from command in Registrations.OfType<CommandRegistration>()
        select (command.Method, Names(command.Command.GetConstructors().SelectMany(made => made.GetParameters()))));

    [Fact]
    public void Every_event_of_the_game_has_a_row_with_its_values() => Missing(
        from type in typeof(TankGame).Assembly.GetTypes()
        where type.IsDefined(typeof(EventAttribute))
        select (WireName.OfEvent(Game, type), Names(type.GetProperties())));

    [Fact]
    public void Every_event_of_the_house_has_a_row() => Missing(
        from file in SourceTree.Files("src/GameServer.Hosting", ".cs")
        where !file.Contains("/Persistence/", StringComparison.Ordinal)
        from Match told in Told().Matches(SourceTree.ReadUncommented(file))
        select (told.Groups[1].Value, Array.Empty<string>()));

    [Fact]
    public void Every_shape_of_a_result_has_a_row_with_its_keys() => Missing(
        from shape in Registrations.OfType<ServiceRegistration>()
            .SelectMany(service => service.Interface.GetMethods())
            .SelectMany(method => Shapes(method.ReturnType)).Concat(Shapes(typeof(TankWorld))).Distinct()
        select (shape.Name, Names(shape.GetProperties())));

    private static void Missing(IEnumerable<(string Name, string[] Keys)> told)
    {
        var all = told.ToList();
        Assert.NotEmpty(all);
        Violations.None(
            from one in all
            let row = Array.Find(Rows, row => Regex.IsMatch(row, $@"^\| `{Regex.Escape(one.Name)}[ `]"))
            from key in one.Keys.Prepend(one.Name)
            where row is null || !Regex.IsMatch(row, $@"[`{{ ]{Regex.Escape(key)}[`,? }}]")
            select row is null ? $"{one.Name} has no row" : $"{one.Name}: {key} is not in its row");
    }

    private static string[] Names(IEnumerable<ParameterInfo> parameters) =>
        [.. parameters.Where(parameter => parameter.ParameterType != typeof(CancellationToken)).Select(parameter => WireName.Camel(parameter.Name!))];

    private static string[] Names(IEnumerable<PropertyInfo> properties) =>
        [.. properties.Where(property => !property.GetMethod!.IsStatic).Select(property => WireName.Camel(property.Name))];

    /// <summary>The records of ours that a type is or holds, at any depth.</summary>
    private static IEnumerable<Type> Shapes(Type type) => type switch
    {
        { IsGenericType: true } => type.GetGenericArguments().SelectMany(Shapes),
        { IsEnum: false } when type.Namespace?.StartsWith(nameof(GameServer), StringComparison.Ordinal) == true =>
            type.GetProperties().Where(property => property.PropertyType != type && !property.GetMethod!.IsStatic)
                .SelectMany(property => Shapes(property.PropertyType)).Prepend(type),
        _ => [],
    };

    private static object[] Compose()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.AddGameServer().AddGame<TankGame>(Game).AddService<ITankService, TankService>(Game);
        return [.. builder.Services.Where(service => !service.IsKeyedService).Select(service => service.ImplementationInstance).OfType<object>()];
    }

    [GeneratedRegex(@"\b(?:Tell|Broadcast)\([^"")]*""([a-z]+\.[a-z]+)""")]
    private static partial Regex Told();
}
