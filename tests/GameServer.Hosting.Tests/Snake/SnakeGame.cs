using System.Numerics;
using GameServer.Games;

namespace GameServer.Hosting.Tests.Snake;

/// <summary>Which way a snake goes.</summary>
public enum Heading { Right, Down, Left, Up }

/// <summary>Turns the caller's snake.</summary>
[Command]
public readonly record struct Turn(Heading Heading);

/// <summary>A snake bit something.</summary>
[Event]
public readonly record struct Died(int Player, int Length);

/// <summary>A snake's head, with what only its player knows.</summary>
[Entity]
public struct Head : IPlaced
{
    [Quantized(1)]
    public float X, Y;
    public Heading Heading;
    public ushort Length;
    [OwnerOnly]
    public byte Hunger;
    internal Heading Wish;

    public readonly Vector2 Position => new(X, Y);
}

/// <summary>A square of a snake's body.</summary>
[Entity]
public struct Body : IPlaced
{
    [Quantized(1)]
    public float X, Y;
    internal int StepsLeft;

    public readonly Vector2 Position => new(X, Y);
}

/// <summary>Something to eat; hidden until it is ripe.</summary>
[Entity]
public struct Food : IPlaced
{
    [Quantized(1)]
    public float X, Y;
    internal int RipeAt;

    public readonly Vector2 Position => new(X, Y);
}

/// <summary>Snakes on a board of squares: eat to grow, bite nobody, and do not starve.</summary>
public sealed class SnakeGame : Game, IHandles<Turn>
{
    public const int Size = 64, Sight = 12, FirstLength = 3, StepsToStarve = 250, StepsToRipen = 10;
    private readonly EntitySet<Head> _heads;
    private readonly EntitySet<Body> _bodies;
    private readonly EntitySet<Food> _foods;
    private int _step;

    public SnakeGame() => (_heads, _bodies, _foods) = (Entities<Head>(16), Entities<Body>(1024), Entities<Food>(40));

    public override int TickRate => 10;

    public override int MaxPlayers => 16;

    public override object? World => new Board(Size, Size);

    public void Apply(Player player, in Turn turn)
    {
        if (_heads.TryFind(player, out var id) && Enum.IsDefined(turn.Heading) && ((int)turn.Heading + (int)_heads[id].Heading) % 2 == 1)
        {
            _heads[id].Wish = turn.Heading;
        }
    }

    protected override void Join(Player player) => _heads.Spawn(player, new Head
    {
        X = Random.Next(Size), Y = Random.Next(Size), Length = FirstLength, Hunger = StepsToStarve,
    });

    protected override void Step(in Tick tick)
    {
        _step = tick.Number;
        _foods.Spawn(null, new Food { X = Random.Next(Size), Y = Random.Next(Size), RipeAt = _step + StepsToRipen });
        foreach (var body in _bodies)
        {
            if (--body.Value.StepsLeft <= 0)
            {
                _bodies.Remove(body.Id);
            }
        }

        foreach (var head in _heads)
        {
            Move(ref head.Value, head.Owner!);
        }
    }

    protected override View ViewOf(Player? viewer) => viewer is not null && _heads.TryFind(viewer, out var id)
        ? new View(_heads[id].Position, new Vector2(Sight))
        : View.Everything;

    protected override bool Sees(Player? viewer, int id) => !_foods.Contains(id) || _foods[id].RipeAt <= _step;

    private void Move(ref Head head, Player player)
    {
        _bodies.Spawn(player, new Body { X = head.X, Y = head.Y, StepsLeft = head.Length });
        head.Heading = head.Wish;
        head.X = (head.X + (head.Heading switch { Heading.Right => 1, Heading.Left => Size - 1, _ => 0 })) % Size;
        head.Y = (head.Y + (head.Heading switch { Heading.Down => 1, Heading.Up => Size - 1, _ => 0 })) % Size;
        head.Hunger--;
        foreach (var food in _foods)
        {
            if (food.Value.Position == head.Position && food.Value.RipeAt <= _step)
            {
                _foods.Remove(food.Id);
                head.Length++;
                head.Hunger = StepsToStarve;
            }
        }

        foreach (var body in _bodies)
        {
            if (body.Value.Position == head.Position || head.Hunger == 0)
            {
                Award(player, head.Length);
                Emit(new Died(player.Id, head.Length));
                Leave(player);
                Join(player);
                return;
            }
        }
    }
}

/// <summary>What a joining client learns of the board.</summary>
public sealed record Board(int Width, int Height);
