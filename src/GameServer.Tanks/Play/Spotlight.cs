using GameServer.Games;

namespace GameServer.Tanks;

/// <summary>
/// Where those look who only watch: along with one tank, there where most is going on. It follows bots while there
/// are any, so that a second window that watches tells nothing about people.
/// </summary>
internal sealed class Spotlight(Battlefield field)
{
    private const int HoldTicks = 12 * TankRules.TickRate;
    private const int LingerTicks = 2 * TankRules.TickRate;
    private const float Around = 16f;

    public void Step(ref Round round)
    {
        var player = round.Spotlight == 0 ? null : field.Find(round.Spotlight);
        if (player is not null && field.HasTank(player))
        {
            ref var tank = ref field.TankOf(player);
            if (!tank.IsHidden(field.Tick))
            {
                round.LookX = tank.X;
                round.LookY = tank.Y;
            }
        }
        else if (round.Spotlight != 0)
        {
            // The explosion is worth a moment.
            round.Spotlight = 0;
            round.SpotlightUntil = field.Tick + LingerTicks;
        }

        if (field.Tick >= round.SpotlightUntil)
        {
            round.Spotlight = Choose();
            round.SpotlightUntil = field.Tick + HoldTicks;
        }
    }

    private int Choose()
    {
        var best = -1;
        var chosen = 0;
        foreach (var entry in field.Tanks)
        {
            ref var tank = ref entry.Value;
            if (tank.IsHidden(field.Tick))
            {
                continue;
            }

            var worth = (entry.Owner!.IsBot ? 1000 : 0) + (tank.Crown ? 1 : 0) + 2 * Company(tank);
            if (worth > best)
            {
                best = worth;
                chosen = tank.Player;
            }
        }

        return chosen;
    }

    private int Company(in Tank tank)
    {
        var count = 0;
        foreach (var entry in field.Tanks)
        {
            ref var other = ref entry.Value;
            if (MathF.Abs(other.X - tank.X) < Around && MathF.Abs(other.Y - tank.Y) < Around)
            {
                count++;
            }
        }

        return count;
    }
}
