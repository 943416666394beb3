using GameServer.Hosting.Rooms;
using GameServer.Rpc;
using GameServer.Rpc.Dispatch;
using GameServer.Services;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GameServer.Hosting.Declarations;

/// <summary>
/// Looks, before anything else of the server starts, at all that games and services declare: a mistake is told now and not
/// at the first call.
/// </summary>
internal sealed class DeclarationCheck(
    Declared declared, IServiceProvider provider, IEnumerable<GameRegistration> games, IEnumerable<ServiceRegistration> services)
    : IHostedLifecycleService
{
    /// <inheritdoc/>
    /// <exception cref="DeclarationException">There are mistakes.</exception>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var constructors = new ConstructorRules(declared, provider);
        var ofGames = ProblemsOf(constructors, declared.Games.Select(static game => game.Game), "game");
        var ofItems = ProblemsOf(constructors, declared.Items, "price list");
        var ofFilters = ProblemsOf(constructors, declared.NameFilters, "name filter");
        List<string> problems =
        [
            .. ProblemsOfNames(),
            .. ofGames.Values.Concat(ofItems.Values).Concat(ofFilters.Values).SelectMany(static one => one),
            .. services.SelectMany(service => constructors.ProblemsOf(service.Implementation, "service", isOne: false)),
            .. ProblemsOfTwice(declared.Items, nameof(GameServerBuilder.AddItems)),
            .. ProblemsOfTwice(declared.NameFilters, nameof(GameServerBuilder.AddNameFilter)),
            .. ProblemsOfOptions(),
        ];

        // What the container cannot make is not made to hear that again.
        problems.AddRange(ofItems.Count == 0 ? ProblemsOfMaking<IItemCatalogue>() : []);
        problems.AddRange(ofFilters.Count == 0 ? ProblemsOfMaking<INameFilter>() : []);
        foreach (var game in games.Where(game => !ofGames.ContainsKey(game.GameType)))
        {
            problems.AddRange(await GameRules.TryAsync(game, cancellationToken));
            problems.AddRange(GameRules.ProblemsOfEvents(game, declared.BuiltIn));
        }

        DeclarationException.ThrowIfAny(problems);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static Dictionary<Type, List<string>> ProblemsOf(ConstructorRules constructors, IEnumerable<Type> types, string role) =>
        types.Distinct()
            .Select(type => (Type: type, Problems: constructors.ProblemsOf(type, role, isOne: true).ToList()))
            .Where(static one => one.Problems.Count > 0)
            .ToDictionary(static one => one.Type, static one => one.Problems);

    private static IEnumerable<string> ProblemsOfTwice(List<Type> types, string method) =>
        from type in types
        group type by type into same
        where same.Count() > 1
        select $"{same.Key.Name} is added {same.Count()} times by {method}; add it once.";

    private IEnumerable<string> ProblemsOfNames()
    {
        foreach (var same in games.GroupBy(static game => game.Name, StringComparer.OrdinalIgnoreCase))
        {
            if (same.Count() > 1)
            {
                var names = same.Select(static game => game.Name).Distinct().ToList();
                yield return names.Count == 1
                    ? $"{string.Join(" and ", same.Select(static game => game.GameType.Name))} are both added as the game {names[0]}; give one another name."
                    : $"{string.Join(" and ", same.Select(static game => $"{game.GameType.Name} as {game.Name}"))} are added as games whose names differ in case only; give one another name.";
            }

            if (declared.BuiltIn.Contains(same.Key))
            {
                yield return $"{same.First().GameType.Name} is added as the game {same.Key}, which is the prefix of a built-in service; give it another name.";
            }
        }
    }

    private IEnumerable<string> ProblemsOfOptions()
    {
        foreach (var same in declared.Options.GroupBy(static one => one.Section, StringComparer.OrdinalIgnoreCase))
        {
            if (string.IsNullOrWhiteSpace(same.Key))
            {
                yield return $"{same.First().Options.Name} is bound to a section without a name; AddOptions needs one.";
            }
            else if (same.Count() > 1)
            {
                yield return $"The section {same.Key} is bound to {string.Join(" and ", same.Select(static one => one.Options.Name))}; call AddOptions once for a section.";
            }
        }

        foreach (var same in declared.Options.GroupBy(static one => one.Options).Where(static same => same.Select(static one => one.Section).Distinct().Count() > 1))
        {
            yield return $"{same.Key.Name} is bound to the sections {string.Join(" and ", same.Select(static one => one.Section))}; call AddOptions once for a type.";
        }
    }

    private IEnumerable<string> ProblemsOfMaking<T>()
    {
        try
        {
            return provider.GetServices<T>().Any(static made => made is null) ? [$"A {typeof(T).Name} is null."] : [];
        }
        catch (Exception exception)
        {
            var cause = LoggableException.Of(exception);
            return [$"A {typeof(T).Name} cannot be made: {cause.GetType().Name}: {cause.Message}"];
        }
    }
}
