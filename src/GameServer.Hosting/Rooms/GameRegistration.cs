using GameServer.Games;
using GameServer.Rpc.Dispatch;
using Microsoft.Extensions.DependencyInjection;

namespace GameServer.Hosting.Rooms;

/// <summary>A game that rooms can be opened for; registered as a singleton, one a game.</summary>
/// <param name="Name">The name on the wire; it stands before the dot in the game's commands and events.</param>
/// <param name="GameType">The game's class.</param>
/// <param name="Create">Makes a new game for a new room.</param>
public sealed record GameRegistration(string Name, Type GameType, Func<Game> Create)
{
    private readonly Lazy<GameTraits> _traits = new(() => GameTraits.Of(Create()));

    /// <summary>
    /// What must be known of the game before a room of it is open. A game is made for it once, when the server starts, and
    /// not started.
    /// </summary>
    public GameTraits Traits => _traits.Value;

    /// <summary>The registration of a game by its class.</summary>
    /// <typeparam name="TGame">The game.</typeparam>
    /// <param name="name">The name on the wire.</param>
    /// <param name="services">Where what the game's constructor asks for is taken from.</param>
    public static GameRegistration Of<TGame>(string name, IServiceProvider services)
        where TGame : Game => new(name, typeof(TGame), () => ActivatorUtilities.CreateInstance<TGame>(services));

    /// <summary>The commands that the game takes, with their method names: what the RPC layer must know of a game.</summary>
    public IEnumerable<CommandRegistration> Commands() => CommandsOf(Name, GameType);

    /// <summary>The commands that a game takes, known before the first of its rooms is made.</summary>
    /// <param name="name">The name on the wire.</param>
    /// <param name="game">The game's class.</param>
    public static IEnumerable<CommandRegistration> CommandsOf(string name, Type game) =>
        from handled in game.GetInterfaces()
        where handled.IsGenericType && handled.GetGenericTypeDefinition() == typeof(IHandles<>)
        let command = handled.GetGenericArguments()[0]
        select new CommandRegistration(command, WireName.OfCommand(name, command));
}
