namespace GameServer.Tanks;

/// <summary>Aims and fires for a bot: it leads its target, and misses as far as its skill makes it.</summary>
internal sealed class Gunner(Battlefield field, Lookout lookout, Helmsman helmsman)
{
    private const float Range = 24f;

    /// <summary>Where the bot aims in this tick, and whether it pulls the trigger.</summary>
    public (float Aim, bool Fire) Aim(Bot bot, in Tank tank)
    {
        if (bot.HasClearShot && bot.Target is { } target && field.HasTank(target))
        {
            ref var enemy = ref field.TankOf(target);
            return AimAt(bot, tank, enemy);
        }

        if (helmsman.IsBrickAhead(bot, tank, out var x, out var y))
        {
            var aim = Trig.Atan2(y - tank.Y, x - tank.X);
            return (aim, IsOn(tank, aim));
        }

        return (tank.Heading, false);
    }

    private static bool IsOn(in Tank tank, float aim) => MathF.Abs(Trig.Wrap(tank.Turret - aim)) < 0.06f;

    private (float Aim, bool Fire) AimAt(Bot bot, in Tank tank, in Tank enemy)
    {
        if (field.Tick >= bot.AimErrorUntil)
        {
            var error = 0.24f - 0.18f * bot.Skill;
            bot.AimError = field.Game.Dice.Between(-error, error);
            bot.AimErrorUntil = field.Tick + 12 + field.Game.Dice.Next(12);
        }

        var (x, y) = Intercept(bot, tank, enemy);
        var aim = Trig.Wrap(Trig.Atan2(y - tank.Y, x - tank.X) + bot.AimError);
        var distance = MathF.Sqrt((x - tank.X) * (x - tank.X) + (y - tank.Y) * (y - tank.Y));
        var fires = field.Tick >= bot.FireAt && field.Tick >= tank.ReadyAt && !enemy.Protected && distance < Range
            && IsOn(tank, aim) && lookout.HasClearShot(tank, x, y, distance);
        if (fires)
        {
            bot.FireAt = field.Tick + TankHull.Of(tank.Hull).ReloadTicks
                + field.Game.Dice.Next(10 + (int)(60f * (1f - bot.Skill)));
        }

        return (aim, fires);
    }

    // Where the target will be when the shell is: two rounds of guessing the time of flight. A beginner leads less.
    private static (float X, float Y) Intercept(Bot bot, in Tank tank, in Tank enemy)
    {
        var speedX = Trig.Cos(enemy.Heading) * enemy.Speed;
        var speedY = Trig.Sin(enemy.Heading) * enemy.Speed;
        var lead = 0.4f + 0.6f * bot.Skill;
        var (x, y) = (enemy.X, enemy.Y);
        for (var round = 0; round < 2; round++)
        {
            var distance = MathF.Sqrt((x - tank.X) * (x - tank.X) + (y - tank.Y) * (y - tank.Y));
            var time = MathF.Max(0f, distance - TankRules.MuzzleDistance) / TankHull.Of(tank.Hull).ShellSpeed;
            x = enemy.X + speedX * time * lead;
            y = enemy.Y + speedY * time * lead;
        }

        return (x, y);
    }
}
