using System.Numerics;

namespace GameServer.Tanks;

/// <summary>Fires, flies the shells and counts the hits.</summary>
internal sealed class Gunnery(Battlefield field, Masonry masonry, Losses losses)
{
    private readonly int[] _near = new int[TankRules.MaxTanks];

    public void Fly(float delta)
    {
        foreach (var entry in field.Shells)
        {
            ref var shell = ref entry.Value;
            if (field.Tick - shell.Born >= TankRules.ShellLifeTicks || !Fly(ref shell, delta))
            {
                field.Shells.Remove(entry.Id);
            }
        }
    }

    public void Fire()
    {
        if (field.IsCeasefire)
        {
            return;
        }

        foreach (var entry in field.Tanks)
        {
            ref var pilot = ref field.PilotOf(entry.Owner!);
            ref var tank = ref entry.Value;
            if ((pilot.Fire || field.Tick <= pilot.FireUntil) && field.Tick >= tank.ReadyAt)
            {
                pilot.FireUntil = 0;
                Fire(ref tank);
            }
        }
    }

    public void Clear()
    {
        foreach (var entry in field.Shells)
        {
            field.Shells.Remove(entry.Id);
        }
    }

    private static float ToWire(float metres) => MathF.Round(metres * 64f) / 64f;

    private void Fire(ref Tank tank)
    {
        // Viewers fly the shell from what travelled, so the server flies it from the same numbers.
        const float Steps = 65536f / MathF.Tau;
        var angle = Trig.Wrap(MathF.Round(tank.Turret * Steps) / Steps);
        var shell = new Shell
        {
            AtX = tank.X,
            AtY = tank.Y,
            DirectionX = Trig.Cos(angle),
            DirectionY = Trig.Sin(angle),
            Angle = angle,
            Born = field.Tick,
            Player = tank.Player,
            Hull = tank.Hull,
        };

        // A barrel does not reach through a wall: what it would pass, the shell meets in its first step.
        var noBounce = TankRules.ShellBounces;
        var (directionX, directionY) = (shell.DirectionX, shell.DirectionY);
        ShellFlight.Advance(
            ref shell.AtX, ref shell.AtY, ref directionX, ref directionY, ref noBounce, field.Tiles,
            TankRules.MuzzleDistance, out _, out _);
        shell.X = shell.AtX = ToWire(shell.AtX);
        shell.Y = shell.AtY = ToWire(shell.AtY);
        if (field.Shells.Spawn(null, shell) == 0)
        {
            return;
        }

        tank.ReadyAt = field.Tick + TankRules.ReloadTicks(TankHull.Of(tank.Hull), tank.Rapid);
        tank.RevealedUntil = field.Tick + TankRules.RevealTicks;
        tank.ProtectedUntil = field.Tick;
        tank.Protected = false;
    }

    private bool Fly(ref Shell shell, float delta)
    {
        var end = ShellFlight.Advance(
            ref shell.AtX, ref shell.AtY, ref shell.DirectionX, ref shell.DirectionY, ref shell.Bounces, field.Tiles,
            TankHull.Of(shell.Hull).ShellSpeed * delta, out var column, out var row);
        if (Meets(shell, out var tankId))
        {
            losses.Hit(tankId, shell);
            return false;
        }

        if (end == Flight.Brick)
        {
            masonry.Hit(column, row);
        }

        return end == Flight.On;
    }

    private bool Meets(in Shell shell, out int tankId)
    {
        const float Reach = 1.2f;
        var count = field.Near(shell.AtX, shell.AtY, Reach, _near);
        tankId = 0;
        var nearest = float.PositiveInfinity;
        for (var index = 0; index < count; index++)
        {
            // A tank that was destroyed since the survey is gone, and nobody spawns between the two.
            if (!field.Tanks.Contains(_near[index]))
            {
                continue;
            }

            ref var tank = ref field.Tanks[_near[index]];
            var radius = TankHull.Of(tank.Hull).Radius + TankRules.ShellRadius;
            var square = Vector2.DistanceSquared(tank.Position, shell.Position);
            if (tank.Player != shell.Player && square < radius * radius && square < nearest)
            {
                nearest = square;
                tankId = _near[index];
            }
        }

        return tankId != 0;
    }
}
