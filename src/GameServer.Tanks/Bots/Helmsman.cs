namespace GameServer.Tanks;

/// <summary>Drives a bot along its way: throttle and turn.</summary>
internal sealed class Helmsman(Battlefield field, Navigator navigator)
{
    private const int WayTicks = 24;
    private const int ProgressTicks = 24;
    private const float Progress = 0.8f;

    /// <summary>How the bot drives in this tick.</summary>
    public (float Throttle, float Turn) Drive(Bot bot, in Tank tank)
    {
        CheckProgress(bot, tank);
        if (field.Tick < bot.BackOutUntil)
        {
            return (-1f, bot.BackOutTurn);
        }

        var (x, y) = NextWaypoint(bot, tank);
        var (throttle, turn) = Towards(tank, x, y);
        return field.Tick < bot.DodgeUntil ? (bot.DodgeThrottle, turn) : (throttle, turn);
    }

    /// <summary>Whether a brick stands in the bot's way, and where.</summary>
    public bool IsBrickAhead(Bot bot, in Tank tank, out float x, out float y)
    {
        (x, y) = (bot.GoalX, bot.GoalY);
        if (bot.WayNext >= bot.WayLength)
        {
            return false;
        }

        var distance = MathF.Sqrt(Square(bot.WayX[bot.WayNext] - tank.X, bot.WayY[bot.WayNext] - tank.Y));
        if (distance is < 0.1f or > 7f)
        {
            return false;
        }

        (x, y) = (tank.X, tank.Y);
        var directionX = (bot.WayX[bot.WayNext] - x) / distance;
        var directionY = (bot.WayY[bot.WayNext] - y) / distance;
        var noBounce = TankRules.ShellBounces;
        var flight = ShellFlight.Advance(
            ref x, ref y, ref directionX, ref directionY, ref noBounce, field.Tiles, distance, out _, out _);
        return flight == Flight.Brick;
    }

    private static float Square(float x, float y) => x * x + y * y;

    private static (float Throttle, float Turn) Towards(in Tank tank, float x, float y)
    {
        var square = Square(x - tank.X, y - tank.Y);
        var off = Trig.Wrap(Trig.Atan2(y - tank.Y, x - tank.X) - tank.Heading);

        // What lies close behind is reached backwards sooner than by turning round.
        var isBehind = MathF.Abs(off) > 2.2f && square < 36f;
        off = isBehind ? Trig.Wrap(off + MathF.PI) : off;
        var turn = Math.Clamp(off * 3.5f, -1f, 1f);
        var throttle = MathF.Abs(off) < 0.5f ? 1f : MathF.Abs(off) < 1.1f ? 0.5f : 0.1f;
        return (isBehind ? -throttle : throttle, turn);
    }

    private (float X, float Y) NextWaypoint(Bot bot, in Tank tank)
    {
        const float Reached = 1.1f;
        if (field.Tick >= bot.WayUntil)
        {
            bot.WayUntil = field.Tick + WayTicks;
            var radius = TankHull.Of(tank.Hull).Radius + 0.03f;
            if (Square(bot.GoalX - tank.X, bot.GoalY - tank.Y) < 225f
                && navigator.IsOpen(tank.X, tank.Y, bot.GoalX, bot.GoalY, radius))
            {
                bot.WayLength = 0;
                bot.WayNext = 0;
            }
            else
            {
                navigator.Find(bot, tank, bot.GoalX, bot.GoalY);
            }
        }

        while (bot.WayNext < bot.WayLength
            && Square(bot.WayX[bot.WayNext] - tank.X, bot.WayY[bot.WayNext] - tank.Y) < Reached * Reached)
        {
            bot.WayNext++;
        }

        return bot.WayNext < bot.WayLength
            ? (bot.WayX[bot.WayNext], bot.WayY[bot.WayNext])
            : (bot.GoalX, bot.GoalY);
    }

    // Whoever made no way for most of a second backs out, turns a little and looks for another way.
    private void CheckProgress(Bot bot, in Tank tank)
    {
        if (field.Tick < bot.MarkDue)
        {
            return;
        }

        var isFirst = bot.MarkDue == 0;
        bot.MarkDue = field.Tick + ProgressTicks;
        if (!isFirst && Square(bot.MarkX - tank.X, bot.MarkY - tank.Y) < Progress * Progress)
        {
            bot.BackOutUntil = field.Tick + 10 + field.Game.Dice.Next(10);
            bot.BackOutTurn = field.Game.Dice.Next(2) == 0 ? -1f : 1f;
            bot.Side = -bot.Side;
            bot.WayUntil = 0;
            bot.RoamUntil = 0;

            // Backing out and coming forward again ends where it began: that is no reason to back out once more.
            bot.MarkDue = bot.BackOutUntil + ProgressTicks;
        }

        bot.MarkX = tank.X;
        bot.MarkY = tank.Y;
    }
}
