namespace GameServer.Games;

/// <summary>
/// Declares a struct as something that happened, told to players once and in order. Clients hear it as
/// <c>game.event</c>; a name that holds a dot is used as it stands.
/// </summary>
/// <param name="name">The name on the wire; by default the type's name in camel case, after the game's.</param>
[AttributeUsage(AttributeTargets.Struct)]
public sealed class EventAttribute(string? name = null) : Attribute
{
    /// <summary>The name on the wire, or null for the type's name in camel case.</summary>
    public string? Name { get; } = name;
}
