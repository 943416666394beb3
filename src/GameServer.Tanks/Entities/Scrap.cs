using System.Numerics;
using GameServer.Games;

namespace GameServer.Tanks;

/// <summary>A piece of scrap that a destroyed tank dropped; worth a point to whoever drives over it.</summary>
[Entity]
public struct Scrap : IPlaced
{
    /// <summary>Metres to the right.</summary>
    [Quantized(1f / 16)] public float X;

    /// <summary>Metres downwards.</summary>
    [Quantized(1f / 16)] public float Y;

    /// <summary>The tick in which it rusts away.</summary>
    internal int Until;

    /// <inheritdoc/>
    public readonly Vector2 Position => new(X, Y);
}
