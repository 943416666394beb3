using System.Reflection;

namespace GameServer.Games;

/// <summary>How declarations get their names on the wire.</summary>
public static class WireName
{
    private const int MostLetters = 64;

    /// <summary>The first letter of a C# name in lower case, as it is written on the wire.</summary>
    /// <param name="name">A C# identifier.</param>
    public static string Camel(string name) => string.Create(name.Length, name, static (span, source) =>
    {
        source.CopyTo(span);
        span[0] = char.ToLowerInvariant(span[0]);
    });

    /// <summary>The kind's name of an entity type.</summary>
    /// <param name="entity">A struct with <see cref="EntityAttribute"/>.</param>
    public static string OfEntity(Type entity) =>
        entity.GetCustomAttribute<EntityAttribute>()?.Name ?? Camel(entity.Name);

    /// <summary>The method name of a command: <c>game.command</c>.</summary>
    /// <param name="game">The game's name.</param>
    /// <param name="command">A struct with <see cref="CommandAttribute"/>.</param>
    public static string OfCommand(string game, Type command) =>
        Qualify(game, command.GetCustomAttribute<CommandAttribute>()?.Name ?? Camel(command.Name));

    /// <summary>The method name of an event: <c>game.event</c>, or the declared name where that holds a dot.</summary>
    /// <param name="game">The game's name.</param>
    /// <param name="gameEvent">A struct with <see cref="EventAttribute"/>.</param>
    public static string OfEvent(string game, Type gameEvent) =>
        Qualify(game, gameEvent.GetCustomAttribute<EventAttribute>()?.Name ?? Camel(gameEvent.Name));

    /// <summary>True for a name that may stand on the wire: an ASCII letter, then letters, digits, _ and -, 64 at most.</summary>
    /// <param name="name">A name without a dot, or one part of a name with some.</param>
    public static bool IsValid(string name) =>
        name.Length is > 0 and <= MostLetters && char.IsAsciiLetter(name[0]) && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-');

    private static string Qualify(string game, string name) => name.Contains('.') ? name : $"{game}.{name}";
}
