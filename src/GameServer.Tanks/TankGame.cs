using System.Numerics;
using GameServer.Games;

namespace GameServer.Tanks;

/// <summary>
/// The tank game: four-minute rounds in one arena, bots where people are missing. It says who does what in which
/// order; each part of a step is a class of its own.
/// </summary>
public sealed class TankGame : Game, IHandles<Steer>, IHandles<Choose>, IHandles<Respawn>
{
    private readonly Battlefield _field;
    private readonly Driving _driving;
    private readonly Gunnery _gunnery;
    private readonly Loot _loot;
    private readonly Spawning _spawning;
    private readonly Match _match;
    private readonly Crew _crew;

    /// <summary>A room as it is played.</summary>
    public TankGame()
        : this(new TankOptions())
    {
    }

    /// <summary>A room of one's own making.</summary>
    /// <param name="options">What is different.</param>
    public TankGame(TankOptions options)
    {
        // In the order of how often they change: small ids cost fewer bytes.
        var tanks = Entities<Tank>(TankRules.MaxTanks);
        var pilots = Entities<Pilot>(TankRules.MaxTanks);
        var rounds = Entities<Round>(1);
        var shells = Entities<Shell>(384);
        var scraps = Entities<Scrap>(128);
        var pickups = Entities<Pickup>(Math.Max(1, options.Arena.Pads.Count));
        var bricks = Entities<Brick>(Math.Max(1, options.Arena.Bricks));
        _field = new Battlefield(this, options, tanks, shells, pilots);
        _driving = new Driving(_field);
        _loot = new Loot(_field, scraps, pickups);
        var masonry = new Masonry(_field, bricks);
        _gunnery = new Gunnery(_field, masonry, new Losses(_field, _loot));
        _spawning = new Spawning(_field);
        _match = new Match(_field, rounds, _gunnery, masonry, _loot, _spawning);
        _crew = new Crew(_field, _loot);
        World = TankWorld.Of(options);
    }

    /// <inheritdoc/>
    public override int TickRate => TankRules.TickRate;

    /// <inheritdoc/>
    public override int MaxPlayers => TankRules.MaxTanks;

    /// <inheritdoc/>
    public override object World { get; }

    internal Battlefield Field => _field;

    internal Match Match => _match;

    internal Loot Loot => _loot;

    internal GameRandom Dice => Random;

    /// <inheritdoc/>
    public void Apply(Player player, in Steer command)
    {
        var steer = command.Normalized();
        ref var pilot = ref _field.PilotOf(player);
        pilot.Throttle = steer.Throttle;
        pilot.Turn = steer.Turn;
        pilot.Aim = steer.Aim;
        pilot.Fire = steer.Fire;
        if (steer.Fire)
        {
            pilot.FireUntil = _field.Tick + TankRules.FireBufferTicks;
        }
    }

    /// <inheritdoc/>
    public void Apply(Player player, in Choose command)
    {
        ref var pilot = ref _field.PilotOf(player);
        pilot.Paint = (byte)Math.Clamp(command.Paint, 0, TankRules.Paints - 1);
        if ((uint)command.Hull < (uint)TankHull.All.Count)
        {
            pilot.Hull = command.Hull;
        }

        if (_field.HasTank(player))
        {
            ref var tank = ref _field.TankOf(player);
            tank.Paint = pilot.Paint;
            if (tank.Protected && !TankMotion.Overlaps(tank.X, tank.Y, TankHull.Of(pilot.Hull).Radius, _field.Tiles))
            {
                tank.Hull = pilot.Hull;
            }
        }
    }

    /// <inheritdoc/>
    public void Apply(Player player, in Respawn command)
    {
        ref var pilot = ref _field.PilotOf(player);
        var earliest = pilot.RespawnAt - TankRules.RespawnTicks + TankRules.RespawnEarliestTicks;
        if (!pilot.Alive && _field.Tick >= earliest)
        {
            pilot.RespawnAt = _field.Tick;
        }
    }

    internal void Tell<TEvent>(in TEvent gameEvent)
        where TEvent : struct => Emit(gameEvent);

    internal void Tell<TEvent>(in TEvent gameEvent, Player to)
        where TEvent : struct => Emit(gameEvent, to);

    internal void Credit(Player player, int points) => Award(player, points);

    internal void Reward(Player player, int coins, string item) => Pay(player, coins, item);

    internal Player? Recruit(string name) => AddBot(name);

    internal void Dismiss(Player bot) => RemoveBot(bot);

    /// <inheritdoc/>
    protected override void Start()
    {
        _match.Start();
        _crew.Fill();
    }

    /// <inheritdoc/>
    protected override void Join(Player player)
    {
        Enlist(player, Hull.Ranger, paint: 0);
        _crew.Fill();
    }

    /// <inheritdoc/>
    protected override void Leave(Player player)
    {
        if (Match.Round.Phase == RoundPhase.Playing)
        {
            _match.Award(player);
        }

        _field.Discharge(player);
    }

    /// <inheritdoc/>
    protected override void Away(Player player)
    {
        ref var pilot = ref _field.PilotOf(player);
        (pilot.Throttle, pilot.Turn, pilot.Fire, pilot.FireUntil) = (0, 0, false, 0);
    }

    /// <inheritdoc/>
    protected override void Step(in Tick tick)
    {
        _field.Tick = tick.Number;
        _crew.Step();
        _driving.Step(tick.Delta);
        _gunnery.Fly(tick.Delta);
        _gunnery.Fire();
        _loot.Step();
        _spawning.Step();
        _match.Step();
    }

    /// <inheritdoc/>
    protected override View ViewOf(Player? viewer)
    {
        var half = new Vector2(TankRules.ViewHalfWidth, TankRules.ViewHalfHeight);
        if (viewer is null)
        {
            ref var round = ref _match.Round;
            return new View(new Vector2(round.LookX, round.LookY), half);
        }

        if (_field.HasTank(viewer))
        {
            return new View(_field.TankOf(viewer).Position, half);
        }

        ref var pilot = ref _field.PilotOf(viewer);
        return new View(new Vector2(pilot.LookX, pilot.LookY), half);
    }

    /// <inheritdoc/>
    protected override bool Sees(Player? viewer, int id)
    {
        if (!_field.Tanks.Contains(id))
        {
            return true;
        }

        ref var tank = ref _field.Tanks[id];
        if (viewer is not null && _field.HasTank(viewer))
        {
            return tank.Player == viewer.Id || _field.Sees(_field.TankOf(viewer), tank);
        }

        return !tank.IsHidden(_field.Tick);
    }

    internal void Enlist(Player player, Hull hull, byte paint)
    {
        _field.Enlist(player, new Pilot { Player = player.Id, Hull = hull, Paint = paint });
        _spawning.Spawn(player);
    }
}
