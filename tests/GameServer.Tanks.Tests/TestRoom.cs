using GameServer.Games;

namespace GameServer.Tanks.Tests;

/// <summary>A room that is stepped by hand, with tanks put where a test wants them.</summary>
internal sealed class TestRoom
{
    public TestRoom(TankOptions? options = null, int seed = 1)
    {
        Game = new TankGame(options ?? Empty());
        Simulation = new Simulation(Game, seed, Log);
    }

    public TankGame Game { get; }

    public Simulation Simulation { get; }

    public EventLog Log { get; } = new();

    public Battlefield Field => Game.Field;

    public EntitySet<Shell> Shells => Field.Shells;

    public EntitySet<Brick> Bricks => (EntitySet<Brick>)Game.Sets.Single(set => set.Layout.Name == "brick");

    public int Tick => Simulation.TickNumber;

    /// <summary>60 by 32 metres with slate around; marks are put on it as (column, row, sign).</summary>
    public static TankOptions Empty(params (int Column, int Row, char Sign)[] marks)
    {
        var rows = Enumerable.Range(0, 16)
            .Select(row => (row is 0 or 15 ? new string('#', 30) : "#" + new string('.', 28) + "#").ToCharArray())
            .ToArray();
        foreach (var (column, row, sign) in marks)
        {
            rows[row][column] = sign;
        }

        return new TankOptions { BotsFillTo = 0, Arena = new Arena([.. rows.Select(row => new string(row))]) };
    }

    /// <summary>A player whose tank stands at a place, without spawn protection.</summary>
    public Player Join(string name, float x, float y, float heading = 0f, Hull hull = Hull.Ranger)
    {
        var player = Simulation.Join(name) ?? throw new InvalidOperationException("The room is full.");
        ref var tank = ref Field.TankOf(player);
        tank.X = x;
        tank.Y = y;
        tank.Heading = heading;
        tank.Turret = heading;
        tank.Hull = hull;
        tank.ProtectedUntil = 0;
        tank.Protected = false;
        Simulation.Apply(player, new Steer(0, 0f, 0f, heading, false));
        return player;
    }

    public ref Tank Tank(Player player) => ref Field.TankOf(player);

    public ref Pilot Pilot(Player player) => ref Field.PilotOf(player);

    public void Steer(Player player, float throttle = 0f, float turn = 0f, float aim = 0f, bool fire = false) =>
        Simulation.Apply(player, new Steer(0, throttle, turn, aim, fire));

    /// <summary>Pulls the trigger for one shot.</summary>
    public void Fire(Player player)
    {
        ref var tank = ref Tank(player);
        tank.ReadyAt = 0;
        Steer(player, aim: tank.Turret, fire: true);
        Run(1);
        Steer(player, aim: Tank(player).Turret);
    }

    public void Run(int ticks)
    {
        for (var tick = 0; tick < ticks; tick++)
        {
            Simulation.Step();
        }
    }

    /// <summary>Steps until something is so, at most ten seconds.</summary>
    public void RunUntil(Func<bool> isSo)
    {
        for (var tick = 0; tick < 300 && !isSo(); tick++)
        {
            Simulation.Step();
        }

        Assert.True(isSo(), "It did not come about within ten seconds.");
    }

    /// <summary>Destroys a player's tank by another's shells.</summary>
    public void Destroy(Player victim, Player by)
    {
        ref var tank = ref Tank(victim);
        tank.Health = 1;
        tank.Shield = 0;
        tank.ProtectedUntil = 0;
        tank.Protected = false;
        ref var shooter = ref Tank(by);
        shooter.Turret = Trig.Atan2(tank.Y - shooter.Y, tank.X - shooter.X);
        Fire(by);
        RunUntil(() => !Field.HasTank(victim));
    }
}
