namespace GameServer.Tanks;

/// <summary>What a bot notices: whom to fight and which shell to get out of the way of. It sees what a player sees.</summary>
internal sealed class Lookout(Battlefield field)
{
    private const float SightX = 20f;
    private const float SightY = 12f;
    private readonly int[] _hunters = new int[TankRules.MaxTanks];

    /// <summary>Counts who is hunted by how many, since ten against one is no fun.</summary>
    public void Count(List<Bot> bots)
    {
        Array.Clear(_hunters);
        foreach (var bot in bots)
        {
            if (bot.Target is { } hunted)
            {
                _hunters[hunted.Index]++;
            }
        }
    }

    /// <summary>Chooses whom to fight.</summary>
    public void Look(Bot bot, in Tank tank)
    {
        var before = bot.Target;
        var best = float.NegativeInfinity;
        bot.Target = null;
        bot.HasClearShot = false;
        foreach (var entry in field.Tanks)
        {
            ref var other = ref entry.Value;
            if (other.Player == tank.Player || !IsInSight(tank, other))
            {
                continue;
            }

            var distance = MathF.Sqrt(Square(other.X - tank.X, other.Y - tank.Y));
            var isClear = HasClearShot(tank, other.X, other.Y, distance);
            var isOwn = entry.Owner == before;
            var worth = (isClear ? 9f : 0f) + (other.Crown ? 5f : 0f) + (isOwn ? 4f : 0f) + (other.Protected ? -7f : 0f)
                + 1.5f * (TankRules.MaxHealth - other.Health) - distance
                - 5f * Math.Max(0, _hunters[entry.Owner!.Index] - (isOwn ? 1 : 0));
            if (worth > best)
            {
                best = worth;
                bot.Target = entry.Owner;
                bot.HasClearShot = isClear;
            }
        }

        if (bot.Target is not null && bot.Target != before)
        {
            bot.FireAt = field.Tick + 6 + (int)(16f * (1f - bot.Skill));
        }
    }

    /// <summary>Decides to get out of the way of a shell, if one comes and the bot is quick enough to notice.</summary>
    public void Watch(Bot bot, in Tank tank)
    {
        const float Range = 10f;
        foreach (var entry in field.Shells)
        {
            ref var shell = ref entry.Value;
            var x = tank.X - shell.AtX;
            var y = tank.Y - shell.AtY;
            if (shell.Player == tank.Player || Square(x, y) > Range * Range)
            {
                continue;
            }

            var along = x * shell.DirectionX + y * shell.DirectionY;
            var beside = x * -shell.DirectionY + y * shell.DirectionX;
            if (along <= 0f || MathF.Abs(beside) > 1.3f)
            {
                continue;
            }

            if (field.Game.Dice.NextSingle() < bot.Skill * 0.7f)
            {
                var drift = -shell.DirectionY * Trig.Cos(tank.Heading) + shell.DirectionX * Trig.Sin(tank.Heading);
                bot.DodgeUntil = field.Tick + 9;
                bot.DodgeThrottle = drift * beside >= 0f ? 1f : -1f;
            }

            return;
        }
    }

    /// <summary>Whether nothing stands between a tank's gun and a place.</summary>
    public bool HasClearShot(in Tank tank, float toX, float toY, float distance)
    {
        if (distance < 0.1f)
        {
            return true;
        }

        var (x, y) = (tank.X, tank.Y);
        var directionX = (toX - x) / distance;
        var directionY = (toY - y) / distance;
        var noBounce = TankRules.ShellBounces;
        return ShellFlight.Advance(
            ref x, ref y, ref directionX, ref directionY, ref noBounce, field.Tiles, distance, out _, out _) == Flight.On;
    }

    private static float Square(float x, float y) => x * x + y * y;

    private bool IsInSight(in Tank tank, in Tank other) =>
        MathF.Abs(other.X - tank.X) <= SightX && MathF.Abs(other.Y - tank.Y) <= SightY && field.Sees(tank, other);
}
