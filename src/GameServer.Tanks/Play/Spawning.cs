using GameServer.Games;

namespace GameServer.Tanks;

/// <summary>Puts tanks into the arena: near enough to the fight to find it, far enough to look around first.</summary>
internal sealed class Spawning
{
    private const int Tries = 16;
    private const float Near = 15f;
    private const float Far = 24f;
    private readonly Battlefield _field;
    private readonly int[] _places;

    public Spawning(Battlefield field)
    {
        _field = field;
        var arena = field.Arena;
        _places = [.. Enumerable.Range(0, arena.Columns * arena.RowCount)
            .Where(tile => arena.TileAt(tile % arena.Columns, tile / arena.Columns) == Tile.Floor)
            .Where(tile => !arena.Pads.Any(pad =>
                pad.X == Arena.Middle(tile % arena.Columns) && pad.Y == Arena.Middle(tile / arena.Columns)))];
        if (_places.Length == 0)
        {
            throw new ArgumentException("The arena has no floor to stand on.", nameof(field));
        }
    }

    /// <summary>Lets everybody whose time has come back into the arena.</summary>
    public void Step()
    {
        if (_field.Tanks.Count == _field.Pilots.Count)
        {
            return;
        }

        foreach (var entry in _field.Pilots)
        {
            if (!entry.Value.Alive && _field.Tick >= entry.Value.RespawnAt)
            {
                Spawn(entry.Owner!);
            }
        }
    }

    public void Spawn(Player player)
    {
        var (x, y) = Choose();
        ref var pilot = ref _field.PilotOf(player);
        var heading = Trig.Atan2(_field.Arena.Height / 2 - y, _field.Arena.Width / 2 - x);
        _field.AddTank(player, new Tank
        {
            X = x,
            Y = y,
            Heading = heading,
            Turret = heading,
            Health = TankRules.MaxHealth,
            Hull = pilot.Hull,
            Paint = pilot.Paint,
            Crown = pilot.Crown,
            Player = player.Id,
            Protected = true,
            ProtectedUntil = _field.Tick + TankRules.ProtectionTicks,
            ReadyAt = _field.Tick,
        });
        _field.Game.Tell(new Spawned(player.Id, pilot.Hull));
    }

    private (float X, float Y) Choose()
    {
        var best = (X: 0f, Y: 0f);
        var bestScore = float.NegativeInfinity;
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var tile = _places[_field.Game.Dice.Next(_places.Length)];
            var x = Arena.Middle(tile % _field.Arena.Columns);
            var y = Arena.Middle(tile / _field.Arena.Columns);
            var distance = DistanceToNearest(x, y);
            var score = distance < Near ? distance - 1000f : distance > Far ? -distance : 0f;
            if (score > bestScore)
            {
                bestScore = score;
                best = (x, y);
            }
        }

        return best;
    }

    private float DistanceToNearest(float x, float y)
    {
        var nearest = float.PositiveInfinity;
        foreach (var entry in _field.Tanks)
        {
            ref var tank = ref entry.Value;
            nearest = MathF.Min(nearest, (tank.X - x) * (tank.X - x) + (tank.Y - y) * (tank.Y - y));
        }

        // An empty arena: the middle of the window, so that any place is as good.
        return float.IsPositiveInfinity(nearest) ? Near : MathF.Sqrt(nearest);
    }
}
