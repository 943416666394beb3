using System.Numerics;
using GameServer.Games;

namespace GameServer.Hosting.Tests.Rooms;

/// <summary>Moves the caller's dot.</summary>
[Command]
public readonly record struct Steer(int Seq, float Dx, bool Jump) : IInput<Steer>
{
    public static Steer Merge(in Steer older, in Steer newer) => newer with { Jump = older.Jump || newer.Jump };
}

/// <summary>Does one of the things that tests need.</summary>
[Command]
public readonly record struct Act(Deed Deed);

public enum Deed
{
    Say,
    Whisper,
    Earn,
    Fail,
    Stammer,
    Stumble,
}

[Event]
public readonly record struct Said(int Player);

[Event("whispered")]
public readonly record struct Whispered(int Player);

/// <summary>What cannot be told.</summary>
[Event]
public readonly record struct Stammered(int Player)
{
    public int Words => throw new InvalidOperationException($"{Player} cannot say it");
}

/// <summary>Where a player stands.</summary>
[Entity]
public struct Dot : IPlaced
{
    [Quantized(0.5f)]
    public float X;
    public ushort Jumps;
    [OwnerOnly]
    public byte Secret;

    public readonly Vector2 Position => new(X, 0);
}

/// <summary>A small game for tests of the room itself: what it did is in its entities and its log.</summary>
public sealed class Yard : Game, IHandles<Steer>, IHandles<Act>
{
    private readonly EntitySet<Dot> _dots;

    public Yard() => _dots = Entities<Dot>(64);

    public List<Steer> Steered { get; } = [];

    public bool KeepsLog { get; set; } = true;

    public int Steps { get; private set; }

    public float Sight { get; set; } = float.PositiveInfinity;

    /// <summary>Whether the game fails in its next step.</summary>
    public bool FailsToStep { get; set; }

    /// <summary>Whether the game tells in its next step what cannot be told.</summary>
    public bool StammersInStep { get; set; }

    /// <summary>Whether the game fails when it is asked what is near somebody.</summary>
    public bool FailsToLook { get; set; }

    /// <summary>Whether the game fails when somebody leaves.</summary>
    public bool FailsToPart { get; set; }

    public EntitySet<Dot> Dots => _dots;

    /// <summary>Who is away now.</summary>
    public List<Player> Absent { get; } = [];

    public override int MaxPlayers => 4;

    public override object? World => new Fence(100);

    public void Apply(Player player, in Steer command)
    {
        if (KeepsLog)
        {
            Steered.Add(command);
        }

        _dots.Of(player).X += command.Dx;
        _dots.Of(player).Jumps += command.Jump ? (ushort)1 : (ushort)0;
        _dots.Of(player).Secret += command.Jump ? (byte)1 : (byte)0;
    }

    public void Apply(Player player, in Act command)
    {
        switch (command.Deed)
        {
            case Deed.Say:
                Emit(new Said(player.Id));
                break;
            case Deed.Whisper:
                Emit(new Whispered(player.Id), player);
                break;
            case Deed.Earn:
                Award(player, 7);
                Pay(player, 2, "windfall");
                break;
            case Deed.Fail:
                FailsToStep = true;
                break;
            case Deed.Stumble:
                throw new InvalidOperationException("a mistake of the game's");
            case Deed.Stammer:
                Emit(new Stammered(player.Id));
                break;
        }
    }

    protected override void Join(Player player)
    {
        _dots.Spawn(player, default);
        Emit(new Whispered(player.Id), player);
    }

    protected override void Leave(Player player)
    {
        base.Leave(player);
        Assert.False(FailsToPart, "a mistake of the game's");
        Award(player, 3);
        Pay(player, 1, "deposit");
    }

    protected override void Away(Player player) => Absent.Add(player);

    protected override void Back(Player player) => Absent.Remove(player);

    protected override void Step(in Tick tick)
    {
        Assert.False(FailsToStep, "a mistake of the game's");
        if (StammersInStep)
        {
            Emit(new Stammered(0));
        }

        Steps++;
    }

    protected override View ViewOf(Player? viewer)
    {
        Assert.False(FailsToLook, "a mistake of the game's");
        return viewer is null ? View.Everything : new View(_dots.Of(viewer).Position, new Vector2(Sight));
    }
}

public sealed record Fence(int Length);
