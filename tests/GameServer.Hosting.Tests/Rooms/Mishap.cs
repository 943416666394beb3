using System.Numerics;
using GameServer.Games;
using GameServer.Hosting.Rooms;

namespace GameServer.Hosting.Tests.Rooms;

/// <summary>Does something in a member of a <see cref="MishapGame"/>: throws, hangs, or nothing.</summary>
public sealed class Mishap
{
    /// <summary>Is told each member that is called.</summary>
    public Action<string> In { get; set; } = static _ => { };

    /// <summary>What happens in the game that was made last, and in no other.</summary>
    public Mishap OfLatest { get; private set; } = null!;

    /// <summary>The game's registration.</summary>
    public GameRegistration Register(string name = "mishap") => new(name, typeof(MishapGame), () => new MishapGame(this));

    /// <summary>A game is made.</summary>
    public Mishap Begin() => OfLatest = new Mishap();

    /// <summary>Throws in one member.</summary>
    public void ThrowIn(string member, Func<Exception> error) => In = called =>
    {
        if (called == member)
        {
            throw error();
        }
    };
}

[Command]
public readonly record struct Poke(int Points);

[Command]
public readonly record struct Push(int Seq, bool Breaks) : IInput<Push>
{
    public static Push Merge(in Push older, in Push newer) =>
        older.Breaks || newer.Breaks ? throw new InvalidOperationException("merged badly") : newer;
}

[Event]
public readonly record struct Poked(int Points);

[Entity]
public struct Pawn : IPlaced
{
    public int Points;
    internal int Mishap;

    public readonly Vector2 Position => Mishap == 0 ? default : throw new InvalidOperationException("nowhere");
}

public sealed class Unwritable
{
    public int Here => throw new InvalidOperationException("unwritable");
}

/// <summary>A game that tells a <see cref="Mishap"/> of each member before it does what is to be done.</summary>
public sealed class MishapGame : Game, IHandles<Poke>, IHandles<Push>
{
    private readonly Mishap _all;
    private readonly Mishap _own;
    private readonly EntitySet<Pawn> _pawns;

    public MishapGame(Mishap mishap)
    {
        (_all, _own) = (mishap, mishap.Begin());
        _pawns = Entities<Pawn>(16);
        In("constructor");
    }

    public List<int> Pushed { get; } = [];

    public EntitySet<Pawn> Pawns => _pawns;

    public override int MaxPlayers => 4;

    public override object? World
    {
        get
        {
            In("World");
            return HasUnwritableWorld ? new Unwritable() : null;
        }
    }

    public bool HasUnwritableWorld { get; init; }

    public void Apply(Player player, in Poke command)
    {
        Award(player, command.Points);
        In("Poke");
        Emit(new Poked(command.Points));
    }

    public void Apply(Player player, in Push command)
    {
        Pushed.Add(command.Seq);
        In("Push");
    }

    protected override void Start() => In("Start");

    protected override void Join(Player player)
    {
        _pawns.Spawn(player, default);
        In("Join");
    }

    protected override void Leave(Player player)
    {
        In("Leave");
        base.Leave(player);
    }

    protected override void Away(Player player) => In("Away");

    protected override void Back(Player player) => In("Back");

    protected override void Step(in Tick tick)
    {
        In("Step");
        try
        {
            In("Position");
        }
        catch (InvalidOperationException)
        {
            foreach (var pawn in _pawns)
            {
                (pawn.Value.Mishap, pawn.Value.Points) = (1, pawn.Value.Points + 1);
            }
        }
    }

    protected override View ViewOf(Player? viewer)
    {
        In("ViewOf");
        return View.Everything;
    }

    protected override bool Sees(Player? viewer, int id)
    {
        In("Sees");
        return true;
    }

    private void In(string member)
    {
        _all.In(member);
        _own.In(member);
    }
}
