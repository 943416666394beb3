using System.Numerics;
using GameServer.Games;

namespace GameServer.Simulation.Tests.Play;

/// <summary>Swims one step.</summary>
[Command]
public readonly record struct Swim(int Seq, float Dx, float Dy, bool Dive) : IInput<Swim>
{
    public static Swim Merge(in Swim older, in Swim newer) => newer with { Dive = older.Dive || newer.Dive };
}

/// <summary>Says a number to everybody; each of a player's is one more than the one before.</summary>
[Command]
public readonly record struct Quack(int Number);

/// <summary>Told to everybody once a second, with rising numbers: whoever misses one sees it.</summary>
[Event]
public readonly record struct Chimed(int Number);

/// <summary>Told in a heap now and then: more than a slow line takes.</summary>
[Event]
public readonly record struct Rained(string Drops);

[Event]
public readonly record struct Quacked(int Player, int Number);

/// <summary>Told to one only, with rising numbers.</summary>
[Event]
public readonly record struct Surfaced(int Times);

/// <summary>A player. <see cref="Sum"/> follows from the other fields, so that a client sees when it holds a mixture.</summary>
[Entity]
public struct Duck : IPlaced
{
    public int X;
    public int Y;
    public int Sum;
    public int Player;

    /// <summary>Which room it swims in.</summary>
    public int Pond;
    public bool Asleep;
    [OwnerOnly]
    public int Dives;

    public readonly Vector2 Position => new(X, Y);
}

/// <summary>Drifts about, in and out of view.</summary>
[Entity]
public struct Leaf : IPlaced
{
    public int X;
    public int Y;
    public int Sum;
    public int Pond;

    public readonly Vector2 Position => new(X, Y);
}

/// <summary>What a client may check a snapshot by.</summary>
/// <param name="Number">The same as in every entity's <c>pond</c>.</param>
public sealed record PondWorld(int Number);

/// <summary>A small game of eight seats that makes every mistake of sessions and rooms visible to its clients.</summary>
public sealed class Pond : Game, IHandles<Swim>, IHandles<Quack>
{
    public const int Seats = 8;
    public const int StepsPerSecond = 10;
    private const int Size = 200;
    private const int Sight = 60;
    private const int Leaves = 12;
    private const int RainSeconds = 20;
    private const int Drops = 30;
    private static readonly string Rain = new('.', 300);
    private readonly EntitySet<Duck> _ducks;
    private readonly EntitySet<Leaf> _leaves;
    private readonly Dictionary<Player, int> _surfaced = [];
    private int _number;
    private int _chimes;

    public Pond()
    {
        _ducks = Entities<Duck>(Seats);
        _leaves = Entities<Leaf>(Leaves);
    }

    public override int TickRate => StepsPerSecond;

    public override int MaxPlayers => Seats;

    public override object? World => new PondWorld(_number);

    public static int SumOf(int x, int y, int pond) => unchecked((x * 31) + (y * 17) + pond);

    public void Apply(Player player, in Swim command)
    {
        ref var duck = ref _ducks.Of(player);
        duck.X = Math.Clamp(duck.X + (int)command.Dx, 0, Size);
        duck.Y = Math.Clamp(duck.Y + (int)command.Dy, 0, Size);
        duck.Sum = SumOf(duck.X, duck.Y, _number);
        if (command.Dive)
        {
            duck.Dives++;
            Emit(new Surfaced(_surfaced[player] = _surfaced.GetValueOrDefault(player) + 1), player);
        }
    }

    public void Apply(Player player, in Quack command)
    {
        Emit(new Quacked(player.Id, command.Number));
        if (command.Number % 5 == 0)
        {
            Award(player, 1);
            Pay(player, 10, "bread");
        }
    }

    protected override void Start()
    {
        _number = Random.Next(1_000_000);
        for (var leaf = 0; leaf < Leaves; leaf++)
        {
            _leaves.Spawn(null, Drift(new Leaf { X = Random.Next(Size), Y = Random.Next(Size), Pond = _number }));
        }
    }

    protected override void Join(Player player)
    {
        var (x, y) = (Random.Next(Size), Random.Next(Size));
        _ducks.Spawn(player, new Duck { X = x, Y = y, Sum = SumOf(x, y, _number), Player = player.Id, Pond = _number });
        Emit(new Quacked(player.Id, 0));
    }

    protected override void Leave(Player player)
    {
        base.Leave(player);
        _surfaced.Remove(player);
        Award(player, 3);
    }

    protected override void Away(Player player) => _ducks.Of(player).Asleep = true;

    protected override void Back(Player player) => _ducks.Of(player).Asleep = false;

    protected override void Step(in Tick tick)
    {
        foreach (var leaf in _leaves)
        {
            if (Random.Next(8) == 0)
            {
                leaf.Value = Drift(leaf.Value);
            }
        }

        if (tick.Number % StepsPerSecond == 0)
        {
            Emit(new Chimed(++_chimes));
        }

        for (var drop = 0; drop < Drops && tick.Number % (RainSeconds * StepsPerSecond) == 0; drop++)
        {
            Emit(new Rained(Rain));
        }
    }

    protected override View ViewOf(Player? viewer) =>
        viewer is null ? View.Everything : new View(_ducks.Of(viewer).Position, new Vector2(Sight));

    private Leaf Drift(Leaf leaf)
    {
        leaf.X = (leaf.X + Random.Next(7)) % Size;
        leaf.Y = (leaf.Y + Random.Next(5)) % Size;
        leaf.Sum = SumOf(leaf.X, leaf.Y, _number);
        return leaf;
    }
}
