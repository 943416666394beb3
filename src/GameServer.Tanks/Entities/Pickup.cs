using System.Numerics;
using GameServer.Games;

namespace GameServer.Tanks;

/// <summary>A pickup that lies on its pad; it goes when it is taken and comes back after a time.</summary>
[Entity]
public struct Pickup : IPlaced
{
    /// <summary>Metres to the right.</summary>
    [Quantized(1f / 16)] public float X;

    /// <summary>Metres downwards.</summary>
    [Quantized(1f / 16)] public float Y;

    /// <summary>What it does.</summary>
    public Bonus Bonus;

    /// <summary>Its pad: an index into the arena's pads.</summary>
    internal int Pad;

    /// <inheritdoc/>
    public readonly Vector2 Position => new(X, Y);
}
