namespace GameServer.Games;

/// <summary>How a field's whole number is to be read.</summary>
public enum FieldKind
{
    /// <summary>A whole number as it stands.</summary>
    Integer,

    /// <summary>A multiple of <see cref="EntityField.Step"/>.</summary>
    Number,

    /// <summary>0 or 1.</summary>
    Boolean,

    /// <summary>An index into <see cref="EntityField.Values"/>.</summary>
    Enumeration,
}

/// <summary>One field of an entity as it travels: every value is a 32-bit whole number.</summary>
/// <param name="Name">The name on the wire, in camel case.</param>
/// <param name="Kind">How the whole number is to be read.</param>
/// <param name="Step">What one stands for, in the field's own unit; 1 unless <see cref="FieldKind.Number"/>.</param>
/// <param name="IsAngle">Whether it is radians, wrapped to [0, 2π).</param>
/// <param name="IsOwnerOnly">Whether only the entity's owner receives it.</param>
/// <param name="Values">The names of an enumeration's values in order from 0, in camel case; otherwise empty.</param>
public sealed record EntityField(
    string Name, FieldKind Kind, double Step, bool IsAngle, bool IsOwnerOnly, IReadOnlyList<string> Values);
