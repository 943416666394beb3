using System.Numerics;
using GameServer.Games;

namespace GameServer.Tanks;

/// <summary>A brick wall of one tile; a wall like any other until shells have broken it.</summary>
[Entity]
public struct Brick : IPlaced
{
    /// <summary>Hits left, from 1 to <see cref="TankRules.BrickHealth"/>.</summary>
    public byte Health;

    /// <summary>The tile's column, from 0 at the left.</summary>
    public byte Column;

    /// <summary>The tile's row, from 0 at the top.</summary>
    public byte Row;

    /// <inheritdoc/>
    public readonly Vector2 Position => new((Column + 0.5f) * Arena.TileSize, (Row + 0.5f) * Arena.TileSize);
}
