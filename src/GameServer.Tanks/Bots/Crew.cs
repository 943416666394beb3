namespace GameServer.Tanks;

/// <summary>The bots of a room: fills the places that people leave open, and lets each bot steer.</summary>
internal sealed class Crew
{
    // A bot looks around five times a second, one a tick after the other.
    private const int ThinkTicks = 6;
    private readonly List<Bot> _bots = new(TankRules.MaxTanks);
    private readonly Battlefield _field;
    private readonly Lookout _lookout;
    private readonly Planner _planner;
    private readonly Helmsman _helmsman;
    private readonly Gunner _gunner;
    private int _recruited;

    public Crew(Battlefield field, Loot loot)
    {
        _field = field;
        _lookout = new Lookout(field);
        _planner = new Planner(field, loot);
        _helmsman = new Helmsman(field, new Navigator(field.Arena, field.Tiles));
        _gunner = new Gunner(field, _lookout, _helmsman);
    }

    /// <summary>Lets bots come or go until the room is as full as it shall be.</summary>
    public void Fill()
    {
        while (_bots.Count > 0 && _field.Pilots.Count > _field.Options.BotsFillTo)
        {
            var leaver = Leaver();
            _bots.Remove(leaver);
            _field.Game.Dismiss(leaver.Player);
        }

        while (_field.Pilots.Count < _field.Options.BotsFillTo
            && _field.Game.Recruit(BotNames.Of(_recruited)) is { } player)
        {
            // Sevenths walk through twelve steps of skill without two neighbours being alike.
            _bots.Add(new Bot(player, 0.1f + 0.8f * (_recruited * 7 % 12 / 11f)));
            _field.Game.Enlist(player, (Hull)(_recruited % TankHull.All.Count), (byte)(_recruited % TankRules.Paints));
            _recruited++;
        }
    }

    /// <summary>Lets each bot steer.</summary>
    public void Step()
    {
        Fill();
        _lookout.Count(_bots);
        foreach (var bot in _bots)
        {
            if (_field.HasTank(bot.Player))
            {
                Steer(bot, _field.TankOf(bot.Player));
            }
            else
            {
                bot.Forget();
            }
        }
    }

    private void Steer(Bot bot, in Tank tank)
    {
        if ((_field.Tick + bot.Player.Index) % ThinkTicks == 0)
        {
            _lookout.Look(bot, tank);
            _lookout.Watch(bot, tank);
            _planner.Plan(bot, tank);
        }

        var (throttle, turn) = _helmsman.Drive(bot, tank);
        var (aim, fire) = _gunner.Aim(bot, tank);
        _field.Game.Apply(bot.Player, new Steer(0, throttle, turn, aim, fire));
    }

    // The one who is missed least: without a tank, then with the lowest score.
    private Bot Leaver()
    {
        var leaver = _bots[0];
        foreach (var bot in _bots)
        {
            if (Worth(bot) < Worth(leaver))
            {
                leaver = bot;
            }
        }

        return leaver;
    }

    private int Worth(Bot bot)
    {
        ref var pilot = ref _field.PilotOf(bot.Player);
        return pilot.Score + (pilot.Alive ? 1_000_000 : 0);
    }
}
