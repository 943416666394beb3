using System.Numerics;
using GameServer.Games;
using GameServer.Tanks;
using TankSteer = GameServer.Tanks.Steer;

namespace GameServer.Hosting.Tests.Rooms;

/// <summary>Tanks that all drive, turn and aim at their usual pace on an empty field, and that everybody sees.</summary>
public sealed class Parade : Game
{
    private const int Turns = 20;
    private const float Field = 40;
    private readonly EntitySet<Tank> _tanks;
    private readonly TankSteer[] _steering;

    public Parade(int tanks)
    {
        _tanks = Entities<Tank>(tanks);
        _steering = new TankSteer[tanks];
    }

    protected override void Start()
    {
        for (var index = 0; index < _steering.Length; index++)
        {
            _tanks.Spawn(null, new Tank
            {
                X = Random.Between(0, Field),
                Y = Random.Between(0, Field),
                Health = 4,
                Hull = (Hull)(index % TankHull.All.Count),
                Player = index + 1,
            });
        }
    }

    protected override void Join(Player player)
    {
    }

    protected override void Step(in Tick tick)
    {
        foreach (var entry in _tanks)
        {
            ref var tank = ref entry.Value;
            ref var steer = ref _steering[entry.Id - _tanks.FirstId];
            if ((tick.Number + entry.Id) % Turns == 1)
            {
                steer = new TankSteer(
                    0, Random.Next(4) == 0 ? -1 : 1, Random.Between(-1, 1), Random.Between(0, MathF.Tau), Fire: false);
            }

            var hull = TankHull.Of(tank.Hull);
            tank.Speed = steer.Throttle > 0 ? hull.MaxSpeed : -hull.ReverseSpeed;
            tank.Heading = Wrap(tank.Heading + steer.Turn * hull.TurnRate * tick.Delta);
            var (way, most) = (MathF.IEEERemainder(steer.Aim - tank.Turret, MathF.Tau), hull.TurretRate * tick.Delta);
            tank.Turret = Wrap(tank.Turret + Math.Clamp(way, -most, most));
            tank.X += tank.Speed * tick.Delta * MathF.Cos(tank.Heading);
            tank.Y += tank.Speed * tick.Delta * MathF.Sin(tank.Heading);
        }
    }

    private static float Wrap(float angle) => angle - MathF.Tau * MathF.Floor(angle / MathF.Tau);
}
