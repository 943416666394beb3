namespace GameServer.Games;

/// <summary>
/// A <see cref="float"/> field that travels as a whole number of steps: the nearest multiple of <see cref="Step"/>.
/// </summary>
/// <param name="step">The step in the field's own unit, above zero. Powers of two print exactly in JSON.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class QuantizedAttribute(float step) : Attribute
{
    /// <summary>The step in the field's own unit.</summary>
    public float Step { get; } = step;
}
