using System.Numerics;
using GameServer.Games;

namespace GameServer.Hosting.Tests.Rooms;

public enum Mood
{
    Calm,
    Cross,
    Asleep,
}

/// <summary>One field of every sort.</summary>
[Entity]
public struct Rover : IPlaced
{
    [Quantized(0.25f)]
    public float X, Y;
    [OwnerOnly, Quantized(0.01f)]
    public float Heat;
    [Angle(8)]
    public float Heading;
    public bool IsLit;
    public Mood Mood;
    public int Odometer;
    [OwnerOnly]
    public short Ammunition;
    internal bool IsHidden;

    public readonly Vector2 Position => new(X, Y);
}

/// <summary>It stands nowhere.</summary>
[Entity("sign")]
public struct Notice
{
    public ushort Text;
    [OwnerOnly]
    public byte Reader;
}

/// <summary>It never changes.</summary>
[Entity]
public struct Crate : IPlaced
{
    [Quantized(1)]
    public float X, Y;

    public readonly Vector2 Position => new(X, Y);
}

/// <summary>How often what happens in a step, in percent.</summary>
public sealed record Habits(int Spawn, int Remove, int Change, int Hide, int Look);

/// <summary>How many there may be of each kind.</summary>
public sealed record Cages(int Rovers, int Notices, int Crates);

/// <summary>A game of no rules: entities of all sorts come, go and change at random, and so does what players see.</summary>
public sealed class Menagerie : Game
{
    private const int Extent = 100;
    private readonly EntitySet<Rover> _rovers;
    private readonly EntitySet<Notice> _notices;
    private readonly EntitySet<Crate> _crates;
    private readonly View[] _views = new View[8];
    private Habits _habits;

    public Menagerie(Habits habits, Cages cages)
    {
        _habits = habits;
        _rovers = Entities<Rover>(cages.Rovers);
        _notices = Entities<Notice>(cages.Notices);
        _crates = Entities<Crate>(cages.Crates);
    }

    public override int MaxPlayers => _views.Length;

    /// <summary>From now on nothing happens.</summary>
    public void Rest() => _habits = new Habits(0, 0, 0, 0, 0);

    protected override void Join(Player player) => _views[player.Index] = View.Everything;

    protected override void Step(in Tick tick)
    {
        foreach (var set in Sets)
        {
            for (var slot = 0; slot < set.SlotBound; slot++)
            {
                if (set.IsAlive(slot) && Chance(_habits.Remove))
                {
                    set.Remove(set.FirstId + slot);
                }
            }
        }

        Spawn();
        Change();
        foreach (var player in Players)
        {
            if (Chance(_habits.Look))
            {
                _views[player.Index] = new View(Place(), new Vector2(Random.Next(Extent), Random.Next(Extent)));
            }
        }
    }

    protected override View ViewOf(Player? viewer) =>
        viewer is null ? new View(new Vector2(Extent / 2), new Vector2(Extent / 4)) : _views[viewer.Index];

    protected override bool Sees(Player? viewer, int id) =>
        !_rovers.Contains(id) || !_rovers[id].IsHidden || _rovers.OwnerAt(id - _rovers.FirstId) == viewer;

    private void Spawn()
    {
        if (Chance(_habits.Spawn))
        {
            var rover = new Rover { X = Place().X, Y = Place().Y, Odometer = (int)Random.NextBits(), IsHidden = Chance(_habits.Hide) };
            _rovers.Spawn(Somebody(), rover);
        }

        if (Chance(_habits.Spawn))
        {
            _notices.Spawn(Somebody(), new Notice { Text = (ushort)Random.NextBits() });
        }

        if (Chance(_habits.Spawn))
        {
            _crates.Spawn(Somebody(), new Crate { X = Place().X, Y = Place().Y });
        }
    }

    private void Change()
    {
        foreach (var entry in _rovers)
        {
            ref var rover = ref entry.Value;
            rover.X = Chance(_habits.Change) ? Place().X : rover.X;
            rover.Heading += Chance(_habits.Change) ? Random.Between(-4, 4) : 0;
            rover.Heat = Chance(_habits.Change) ? Random.Between(-4e9f, 4e9f) : rover.Heat;
            rover.IsLit ^= Chance(_habits.Change);
            rover.Mood = Chance(_habits.Change) ? (Mood)Random.Next(3) : rover.Mood;
            rover.Odometer = Chance(_habits.Change) ? (int)Random.NextBits() : rover.Odometer;
            rover.Ammunition = Chance(_habits.Change) ? (short)Random.NextBits() : rover.Ammunition;
            rover.IsHidden = Chance(_habits.Change) ? Chance(_habits.Hide) : rover.IsHidden;
        }

        foreach (var entry in _notices)
        {
            entry.Value.Reader = Chance(_habits.Change) ? (byte)Random.NextBits() : entry.Value.Reader;
        }
    }

    private bool Chance(int percent) => Random.Next(100) < percent;

    private Vector2 Place() => new(Random.Between(-10, Extent), Random.Between(-10, Extent));

    private Player? Somebody() => Random.Next(Players.Count + 1) is var index && index < Players.Count ? Players[index] : null;
}
