namespace GameServer.Tanks;

/// <summary>
/// How a tank moves: a pure function of the tank, the steering, the hull and the walls, like Quake III's
/// <c>bg_pmove.c</c>. Clients run the same rules ahead of the server, so the arithmetic stays plain and in this order.
/// </summary>
public static class TankMotion
{
    // Deeper than rounding, shallower than anybody can see.
    private const float Tolerance = 0.001f;

    /// <summary>Moves a tank for one step: hull, speed, place, walls, turret.</summary>
    /// <param name="tank">The tank; its middle stands in no wall.</param>
    /// <param name="steer">Normalised steering.</param>
    /// <param name="hull">What its hull can do.</param>
    /// <param name="walls">Slate and the bricks that stand.</param>
    /// <param name="delta">The step in seconds.</param>
    public static void Move(ref Tank tank, in Steer steer, in TankHull hull, TileMap walls, float delta)
    {
        tank.Heading = Trig.Wrap(tank.Heading + steer.Turn * hull.TurnRate * delta);
        var cos = Trig.Cos(tank.Heading);
        var sin = Trig.Sin(tank.Heading);

        var wish = steer.Throttle * (steer.Throttle >= 0f ? hull.MaxSpeed : hull.ReverseSpeed);
        var gains = wish * tank.Speed >= 0f && MathF.Abs(wish) > MathF.Abs(tank.Speed);
        tank.Speed = Approach(tank.Speed, wish, (gains ? hull.Acceleration : hull.Braking) * delta);

        var fromX = tank.X;
        var fromY = tank.Y;
        tank.X += cos * tank.Speed * delta;
        tank.Y += sin * tank.Speed * delta;
        if (PushOut(ref tank.X, ref tank.Y, hull.Radius, walls))
        {
            if (Overlaps(tank.X, tank.Y, hull.Radius, walls))
            {
                tank.X = fromX;
                tank.Y = fromY;
            }

            // What the wall took of the way, it takes of the speed.
            var made = ((tank.X - fromX) * cos + (tank.Y - fromY) * sin) / delta;
            tank.Speed = tank.Speed >= 0f
                ? MathF.Max(0f, MathF.Min(tank.Speed, made))
                : MathF.Min(0f, MathF.Max(tank.Speed, made));
        }

        tank.Turret = TurnTowards(tank.Turret, steer.Aim, hull.TurretRate * delta);
    }

    /// <summary>An angle turned towards another the shorter way.</summary>
    /// <param name="angle">Where it points, from -π to π.</param>
    /// <param name="wish">Where it shall point, from -π to π.</param>
    /// <param name="most">The most that it may turn, in radians.</param>
    public static float TurnTowards(float angle, float wish, float most)
    {
        var way = Trig.Wrap(wish - angle);
        return MathF.Abs(way) <= most ? wish : Trig.Wrap(angle + (way > 0f ? most : -most));
    }

    /// <summary>Whether a circle reaches into a wall.</summary>
    /// <param name="x">Its middle, in metres to the right.</param>
    /// <param name="y">Its middle, in metres downwards.</param>
    /// <param name="radius">Its radius in metres.</param>
    /// <param name="walls">The walls.</param>
    public static bool Overlaps(float x, float y, float radius, TileMap walls)
    {
        var reach = radius - Tolerance;
        var lastColumn = TileMap.Index(x + reach);
        var lastRow = TileMap.Index(y + reach);
        for (var row = TileMap.Index(y - reach); row <= lastRow; row++)
        {
            for (var column = TileMap.Index(x - reach); column <= lastColumn; column++)
            {
                if (walls.IsSolid(column, row))
                {
                    var awayX = x - Nearest(x, column);
                    var awayY = y - Nearest(y, row);
                    if (awayX * awayX + awayY * awayY < reach * reach)
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    /// <summary>Pushes a circle out of the walls.</summary>
    /// <param name="x">Its middle, in metres to the right.</param>
    /// <param name="y">Its middle, in metres downwards.</param>
    /// <param name="radius">Its radius in metres.</param>
    /// <param name="walls">The walls.</param>
    /// <returns>Whether there was anything to push out of.</returns>
    public static bool PushOut(ref float x, ref float y, float radius, TileMap walls)
    {
        // Flat sides before corners: else the corner of the next tile of a flat wall would catch the tank.
        var touched = PushOut(ref x, ref y, radius, walls, corners: false);
        touched |= PushOut(ref x, ref y, radius, walls, corners: true);
        return touched && (PushOut(ref x, ref y, radius, walls, corners: false) || touched);
    }

    private static bool PushOut(ref float x, ref float y, float radius, TileMap walls, bool corners)
    {
        var touched = false;
        var firstColumn = TileMap.Index(x - radius);
        var lastColumn = TileMap.Index(x + radius);
        var firstRow = TileMap.Index(y - radius);
        var lastRow = TileMap.Index(y + radius);
        for (var row = firstRow; row <= lastRow; row++)
        {
            for (var column = firstColumn; column <= lastColumn; column++)
            {
                if (!walls.IsSolid(column, row))
                {
                    continue;
                }

                var awayX = x - Nearest(x, column);
                var awayY = y - Nearest(y, row);
                var square = awayX * awayX + awayY * awayY;
                var isCorner = awayX != 0f && awayY != 0f;
                if (isCorner != corners || square >= radius * radius || square == 0f)
                {
                    continue;
                }

                var distance = MathF.Sqrt(square);
                var push = (radius - distance) / distance;
                x += awayX * push;
                y += awayY * push;
                touched = true;
            }
        }

        return touched;
    }

    private static float Nearest(float at, int tile)
    {
        var low = tile * Arena.TileSize;
        return MathF.Max(low, MathF.Min(at, low + Arena.TileSize));
    }

    private static float Approach(float value, float wish, float most) =>
        value < wish ? MathF.Min(value + most, wish) : MathF.Max(value - most, wish);
}
