namespace GameServer.Tanks;

/// <summary>Decides where a bot wants to be: at repair, at loot, around its target, or where a fight may be.</summary>
internal sealed class Planner(Battlefield field, Loot loot)
{
    /// <summary>Chooses the bot's goal.</summary>
    public void Plan(Bot bot, in Tank tank)
    {
        if (tank.Health <= 1 + (bot.Skill < 0.4f ? 0 : 1) && SeekPickup(bot, tank, Bonus.Repair, 40f))
        {
            return;
        }

        if (bot.Target is { } target && field.HasTank(target))
        {
            ref var enemy = ref field.TankOf(target);
            var isNear = Square(enemy.X - tank.X, enemy.Y - tank.Y) < 81f;
            if ((isNear && bot.HasClearShot) || !SeekLoot(bot, tank, 9f))
            {
                Engage(bot, tank, enemy);
            }

            return;
        }

        if (!SeekLoot(bot, tank, 18f) && (field.Tick >= bot.RoamUntil || IsAtGoal(bot, tank)))
        {
            Roam(bot);
        }
    }

    private static float Square(float x, float y) => x * x + y * y;

    private static bool IsAtGoal(Bot bot, in Tank tank) => Square(bot.GoalX - tank.X, bot.GoalY - tank.Y) < 9f;

    // Circles at a distance, which is harder to hit than driving straight at the enemy; closes in without a shot.
    private void Engage(Bot bot, in Tank tank, in Tank enemy)
    {
        const float Lead = 0.7f;
        if (!bot.HasClearShot)
        {
            SetGoal(bot, enemy.X, enemy.Y);
            return;
        }

        var isHurt = tank.Health == 1;
        var range = isHurt ? 14f : 6f + 4f * bot.Skill;
        var angle = Trig.Atan2(tank.Y - enemy.Y, tank.X - enemy.X);
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var around = Trig.Wrap(angle + bot.Side * Lead);
            var x = enemy.X + Trig.Cos(around) * range;
            var y = enemy.Y + Trig.Sin(around) * range;
            if (!TankMotion.Overlaps(x, y, TankHull.Of(tank.Hull).Radius, field.Tiles))
            {
                SetGoal(bot, x, y);
                return;
            }

            bot.Side = -bot.Side;
        }

        SetGoal(bot, enemy.X, enemy.Y);
    }

    private bool SeekLoot(Bot bot, in Tank tank, float within)
    {
        var best = within * within;
        var isFound = false;
        if (!field.IsCeasefire)
        {
            foreach (var entry in loot.Scraps)
            {
                isFound |= Consider(bot, tank, entry.Value.X, entry.Value.Y, ref best);
            }
        }

        foreach (var entry in loot.Pickups)
        {
            ref var pickup = ref entry.Value;
            if (Loot.Wants(tank, pickup.Bonus) && !(pickup.Bonus == Bonus.Rapid && tank.Rapid))
            {
                isFound |= Consider(bot, tank, pickup.X, pickup.Y, ref best);
            }
        }

        return isFound;
    }

    private bool SeekPickup(Bot bot, in Tank tank, Bonus bonus, float within)
    {
        var best = within * within;
        var isFound = false;
        foreach (var entry in loot.Pickups)
        {
            isFound |= entry.Value.Bonus == bonus && Consider(bot, tank, entry.Value.X, entry.Value.Y, ref best);
        }

        return isFound;
    }

    private bool Consider(Bot bot, in Tank tank, float x, float y, ref float best)
    {
        var square = Square(x - tank.X, y - tank.Y);
        if (square >= best)
        {
            return false;
        }

        best = square;
        SetGoal(bot, x, y);
        return true;
    }

    // Half the time to a pad, where something may lie, otherwise towards somebody: rumour has it there is a fight.
    private void Roam(Bot bot)
    {
        const int Patience = 9 * TankRules.TickRate;
        bot.RoamUntil = field.Tick + Patience;
        var pads = field.Arena.Pads;
        if (pads.Count > 0 && field.Game.Dice.Next(2) == 0)
        {
            var pad = pads[field.Game.Dice.Next(pads.Count)];
            SetGoal(bot, pad.X, pad.Y);
            return;
        }

        var skip = field.Game.Dice.Next(Math.Max(1, field.Tanks.Count - 1));
        foreach (var entry in field.Tanks)
        {
            if (entry.Owner != bot.Player && skip-- == 0)
            {
                SetGoalAround(bot, entry.Value.X, entry.Value.Y);
                return;
            }
        }
    }

    private void SetGoalAround(Bot bot, float x, float y)
    {
        const int Tries = 4;
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var toX = x + field.Game.Dice.Between(-8f, 8f);
            var toY = y + field.Game.Dice.Between(-8f, 8f);
            if (field.Tiles.At(toX, toY) < Tile.Brick)
            {
                SetGoal(bot, toX, toY);
                return;
            }
        }

        SetGoal(bot, x, y);
    }

    private void SetGoal(Bot bot, float x, float y)
    {
        // A goal that moved far needs a new way at once; a small move can wait until the way is due.
        if (Square(bot.GoalX - x, bot.GoalY - y) > 16f)
        {
            bot.WayUntil = 0;
        }

        bot.GoalX = Math.Clamp(x, Arena.TileSize, field.Arena.Width - Arena.TileSize);
        bot.GoalY = Math.Clamp(y, Arena.TileSize, field.Arena.Height - Arena.TileSize);
    }
}
