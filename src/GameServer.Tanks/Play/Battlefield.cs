using System.Numerics;
using GameServer.Games;

namespace GameServer.Tanks;

/// <summary>What stands in the arena, and who belongs to it: shared by everything that plays a part in a step.</summary>
internal sealed class Battlefield
{
    private readonly Player?[] _seats = new Player?[TankRules.MaxTanks];
    private readonly int[] _tankIds = new int[TankRules.MaxTanks];
    private readonly int[] _pilotIds = new int[TankRules.MaxTanks];
    private readonly SpatialGrid _grid;

    public Battlefield(
        TankGame game,
        TankOptions options,
        EntitySet<Tank> tanks,
        EntitySet<Shell> shells,
        EntitySet<Pilot> pilots)
    {
        Game = game;
        Options = options;
        Arena = options.Arena;
        Tiles = new TileMap(options.Arena);
        Tanks = tanks;
        Shells = shells;
        Pilots = pilots;
        _grid = new SpatialGrid(
            Vector2.Zero, new Vector2(Arena.Width, Arena.Height), 4 * Arena.TileSize, TankRules.MaxTanks);
    }

    public TankGame Game { get; }

    public TankOptions Options { get; }

    public Arena Arena { get; }

    public TileMap Tiles { get; }

    public EntitySet<Tank> Tanks { get; }

    public EntitySet<Shell> Shells { get; }

    public EntitySet<Pilot> Pilots { get; }

    /// <summary>The last step that was begun.</summary>
    public int Tick { get; set; }

    /// <summary>Whether guns are silent.</summary>
    public bool IsCeasefire { get; set; }

    public ref Pilot PilotOf(Player player) => ref Pilots[_pilotIds[player.Index]];

    public int TankIdOf(Player player) => _tankIds[player.Index];

    /// <summary>Whether a player is still in the room, with a tank that stands.</summary>
    public bool HasTank(Player player) => _tankIds[player.Index] != 0 && _seats[player.Index] == player;

    public ref Tank TankOf(Player player) => ref Tanks[_tankIds[player.Index]];

    public Player OwnerOf(int tankId) => Tanks.OwnerAt(tankId - Tanks.FirstId)!;

    public void Enlist(Player player, in Pilot pilot)
    {
        _seats[player.Index] = player;
        _pilotIds[player.Index] = Pilots.Spawn(player, pilot);
    }

    public void Discharge(Player player)
    {
        if (HasTank(player))
        {
            RemoveTank(player);
        }

        Pilots.Remove(_pilotIds[player.Index]);
        _pilotIds[player.Index] = 0;
        _seats[player.Index] = null;
    }

    public void AddTank(Player player, in Tank tank)
    {
        _tankIds[player.Index] = Tanks.Spawn(player, tank);
        PilotOf(player).Alive = true;
    }

    public void RemoveTank(Player player)
    {
        Tanks.Remove(_tankIds[player.Index]);
        _tankIds[player.Index] = 0;
        PilotOf(player).Alive = false;
    }

    /// <summary>Somebody who is still in the room, by id; null for one who left.</summary>
    public Player? Find(int playerId)
    {
        foreach (var entry in Pilots)
        {
            if (entry.Value.Player == playerId)
            {
                return entry.Owner;
            }
        }

        return null;
    }

    /// <summary>Takes down where the tanks stand, for <see cref="Near"/>.</summary>
    public void Survey()
    {
        _grid.Clear();
        foreach (var entry in Tanks)
        {
            _grid.Add(entry.Id, entry.Value.Position);
        }
    }

    /// <summary>The tanks around a place at the last survey, and some more; a few may have gone since.</summary>
    public int Near(float x, float y, float distance, Span<int> found) =>
        _grid.Query(new Vector2(x, y), new Vector2(distance), found);

    /// <summary>Whether somebody with a tank may know of another's.</summary>
    public bool Sees(in Tank viewer, in Tank other)
    {
        if (!other.IsHidden(Tick))
        {
            return true;
        }

        var x = other.X - viewer.X;
        var y = other.Y - viewer.Y;
        return x * x + y * y < TankRules.BushSightDistance * TankRules.BushSightDistance;
    }
}
