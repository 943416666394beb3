using GameServer.Games;

namespace GameServer.Tanks;

/// <summary>The bots of a room: fills the places that people leave open, and lets each bot steer.</summary>
internal sealed class Crew(Battlefield field, Loot loot)
{
    private static readonly string[] Names =
    [
        "Basalt", "Cinder", "Dune", "Ember", "Flint", "Gravel", "Hazel", "Iron", "Jasper", "Kestrel", "Lichen",
        "Marl", "Nettle", "Ochre", "Pumice", "Quartz", "Rowan", "Sable", "Tinder", "Umber", "Vetch", "Willow",
        "Yarrow", "Zinc",
    ];

    private readonly List<Player> _bots = new(TankRules.MaxTanks);
    private int _named;

    /// <summary>Lets bots come or go until the room is as full as it shall be.</summary>
    public void Fill()
    {
        while (_bots.Count > 0 && field.Pilots.Count > field.Options.BotsFillTo)
        {
            var bot = _bots[^1];
            _bots.RemoveAt(_bots.Count - 1);
            field.Game.Dismiss(bot);
        }

        while (field.Pilots.Count < field.Options.BotsFillTo
            && field.Game.Recruit(Names[_named % Names.Length]) is { } bot)
        {
            field.Game.Enlist(bot, (Hull)(_named % TankHull.All.Count), (byte)(_named % TankRules.Paints));
            _bots.Add(bot);
            _named++;
        }
    }

    /// <summary>Lets each bot steer.</summary>
    public void Step()
    {
        Fill();
        foreach (var bot in _bots)
        {
            if (!field.HasTank(bot))
            {
                continue;
            }

            ref var tank = ref field.TankOf(bot);
            ref var pilot = ref field.PilotOf(bot);
            var isBlocked = tank.Speed < 1f && field.Tick % 20 == bot.Index % 20;
            var turn = isBlocked ? field.Game.Dice.Between(-1f, 1f) : tank.Speed < 1f ? pilot.Turn : 0f;
            field.Game.Apply(bot, new Steer(0, 1f, turn, tank.Heading, loot.Pickups.Count > 0));
        }
    }
}
