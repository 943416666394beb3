namespace GameServer.Tanks;

/// <summary>Moves the tanks by their steering, and apart where they meet.</summary>
internal sealed class Driving(Battlefield field)
{
    // Tanks are pushed apart after each has moved, so two that meet head on overlap by a step's way at the most.
    private const float Reach = 2f;
    private readonly int[] _near = new int[TankRules.MaxTanks];

    public void Step(float delta)
    {
        foreach (var entry in field.Tanks)
        {
            ref var tank = ref entry.Value;
            ref var pilot = ref field.PilotOf(entry.Owner!);
            TankMotion.Move(ref tank, pilot.Steering, TankHull.Of(tank.Hull), field.Tiles, delta);
        }

        field.Survey();
        foreach (var entry in field.Tanks)
        {
            Part(entry.Id, ref entry.Value);
        }

        foreach (var entry in field.Tanks)
        {
            ref var tank = ref entry.Value;
            tank.InBush = field.Tiles.At(tank.X, tank.Y) == Tile.Bush;
            tank.Protected = field.Tick < tank.ProtectedUntil;
            tank.Rapid = field.Tick < tank.RapidUntil;
        }
    }

    private void Part(int id, ref Tank tank)
    {
        var count = field.Near(tank.X, tank.Y, Reach, _near);
        for (var index = 0; index < count; index++)
        {
            if (_near[index] <= id)
            {
                continue;
            }

            ref var other = ref field.Tanks[_near[index]];
            var x = other.X - tank.X;
            var y = other.Y - tank.Y;
            var reach = TankHull.Of(tank.Hull).Radius + TankHull.Of(other.Hull).Radius;
            var square = x * x + y * y;
            if (square >= reach * reach)
            {
                continue;
            }

            var distance = MathF.Sqrt(square);
            var push = distance > 0f ? (reach - distance) / (2f * distance) : 0f;
            Push(ref tank, distance > 0f ? -x * push : -reach / 2f, -y * push);
            Push(ref other, distance > 0f ? x * push : reach / 2f, y * push);
        }
    }

    private void Push(ref Tank tank, float x, float y)
    {
        var radius = TankHull.Of(tank.Hull).Radius;
        var toX = tank.X + x;
        var toY = tank.Y + y;
        TankMotion.PushOut(ref toX, ref toY, radius, field.Tiles);
        if (!TankMotion.Overlaps(toX, toY, radius, field.Tiles))
        {
            tank.X = toX;
            tank.Y = toY;
        }
    }
}
