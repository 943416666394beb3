namespace GameServer.Tanks;

/// <summary>
/// How a shell flies: straight, bouncing off slate, ending at a brick. A pure function that clients run for
/// themselves from the shell's birth on, so the arithmetic stays plain and in this order. The walk from tile to tile
/// is Amanatides and Woo's.
/// </summary>
public static class ShellFlight
{
    // A shell keeps this far from the edges of its tile, so that rounding, the wire's included, never puts it beyond.
    private const float Margin = 1f / 64;

    /// <summary>Flies on for a distance, or until something ends it.</summary>
    /// <param name="x">Metres to the right.</param>
    /// <param name="y">Metres downwards.</param>
    /// <param name="directionX">Of the unit vector that it flies along.</param>
    /// <param name="directionY">Of the unit vector that it flies along.</param>
    /// <param name="bounces">How often it bounced so far; it ends at slate from
    /// <see cref="TankRules.ShellBounces"/> on.</param>
    /// <param name="walls">Slate and the bricks that stand.</param>
    /// <param name="distance">How far, in metres: its speed times the step.</param>
    /// <param name="column">The column of the tile that it ended at.</param>
    /// <param name="row">The row of the tile that it ended at.</param>
    public static Flight Advance(
        ref float x,
        ref float y,
        ref float directionX,
        ref float directionY,
        ref int bounces,
        TileMap walls,
        float distance,
        out int column,
        out int row)
    {
        var atColumn = TileMap.Index(x);
        var atRow = TileMap.Index(y);
        while (true)
        {
            var toX = ToEdge(x, directionX, atColumn);
            var toY = ToEdge(y, directionY, atRow);
            var way = MathF.Min(MathF.Min(toX, toY), distance);
            x += directionX * way;
            y += directionY * way;
            column = atColumn;
            row = atRow;
            if (way >= distance)
            {
                Keep(ref x, ref y, atColumn, atRow);
                return Flight.On;
            }

            distance -= way;
            var sideways = toX < toY;
            column += sideways ? (directionX > 0f ? 1 : -1) : 0;
            row += sideways ? 0 : (directionY > 0f ? 1 : -1);
            var tile = walls[column, row];
            if (tile < Tile.Brick)
            {
                atColumn = column;
                atRow = row;
                continue;
            }

            if (tile == Tile.Brick || bounces >= TankRules.ShellBounces)
            {
                Keep(ref x, ref y, atColumn, atRow);
                return tile == Tile.Brick ? Flight.Brick : Flight.Slate;
            }

            bounces++;
            if (sideways)
            {
                directionX = -directionX;
            }
            else
            {
                directionY = -directionY;
            }
        }
    }

    private static float ToEdge(float at, float direction, int tile)
    {
        if (direction == 0f)
        {
            return float.PositiveInfinity;
        }

        var edge = direction > 0f ? (tile + 1) * Arena.TileSize : tile * Arena.TileSize;
        return MathF.Max(0f, (edge - at) / direction);
    }

    private static void Keep(ref float x, ref float y, int column, int row)
    {
        x = Keep(x, column);
        y = Keep(y, row);
    }

    private static float Keep(float at, int tile)
    {
        var low = tile * Arena.TileSize;
        return MathF.Max(low + Margin, MathF.Min(at, low + Arena.TileSize - Margin));
    }
}
