using System.Numerics;

namespace GameServer.Games;

/// <summary>What is near a viewer: an axis-aligned rectangle in the game's own units, or everything.</summary>
/// <param name="Center">The middle of the rectangle.</param>
/// <param name="HalfSize">Half its width and height; infinite for everything.</param>
public readonly record struct View(Vector2 Center, Vector2 HalfSize)
{
    /// <summary>The whole room.</summary>
    public static View Everything { get; } = new(Vector2.Zero, new Vector2(float.PositiveInfinity));

    /// <summary>Whether a point lies inside, the edge included.</summary>
    /// <param name="point">A position in the game's own units.</param>
    public bool Contains(Vector2 point) =>
        MathF.Abs(point.X - Center.X) <= HalfSize.X && MathF.Abs(point.Y - Center.Y) <= HalfSize.Y;
}
