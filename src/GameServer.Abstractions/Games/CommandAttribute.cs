namespace GameServer.Games;

/// <summary>
/// Declares a struct as something a player can ask of a game. Clients call it as <c>game.command</c>, its
/// constructor parameters being the arguments; a service method of the same wire name takes its place.
/// </summary>
/// <param name="name">The name on the wire without the game's; by default the type's name in camel case.</param>
[AttributeUsage(AttributeTargets.Struct)]
public sealed class CommandAttribute(string? name = null) : Attribute
{
    /// <summary>The name on the wire without the game's, or null for the type's name in camel case.</summary>
    public string? Name { get; } = name;
}
