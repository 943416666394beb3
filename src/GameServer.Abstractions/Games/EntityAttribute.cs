namespace GameServer.Games;

/// <summary>
/// Declares a struct as an entity kind. Its public fields are what viewers receive; private and internal fields
/// stay on the server. Allowed public field types: <see cref="float"/> with <see cref="QuantizedAttribute"/> or
/// <see cref="AngleAttribute"/>, <see cref="bool"/>, integers up to 32 bits, and enums over those.
/// </summary>
/// <param name="name">The kind's name on the wire; by default the type's name in camel case.</param>
[AttributeUsage(AttributeTargets.Struct)]
public sealed class EntityAttribute(string? name = null) : Attribute
{
    /// <summary>The kind's name on the wire, or null for the type's name in camel case.</summary>
    public string? Name { get; } = name;
}
