using GameServer.Games;

namespace Benchmarks.Contenders;

/// <summary>
/// The arena of the broadcast as a game of this server: fifty entities that all move, all in everybody's view. Places
/// travel in steps of 1/64, angles in 1024 steps, about as fine as the two decimals of the others.
/// </summary>
public sealed class BenchGame : Game
{
    private readonly EntitySet<Body> _bodies;

    /// <summary>A room of it.</summary>
    public BenchGame() => _bodies = Entities<Body>(Arena.Count);

    /// <inheritdoc/>
    protected override void Start()
    {
        for (var id = 0; id < Arena.Count; id++)
        {
            _bodies.Spawn(null, Body.Of(Arena.At(id, 0)));
        }
    }

    /// <inheritdoc/>
    protected override void Join(Player player)
    {
    }

    /// <inheritdoc/>
    protected override void Step(in Tick tick)
    {
        var id = 0;
        foreach (var entry in _bodies)
        {
            entry.Value = Body.Of(Arena.At(id++, tick.Number));
        }
    }
}

/// <summary>An entity of the arena.</summary>
[Entity]
public struct Body
{
    /// <summary>The place.</summary>
    [Quantized(1f / 64)] public float X, Y;

    /// <summary>Where it points.</summary>
    [Angle(10)] public float Angle;

    /// <summary>Where its turret points.</summary>
    [Angle(10)] public float Turret;

    /// <summary>What is left of it.</summary>
    public byte Health;

    internal static Body Of(ArenaEntity entity) => new()
    {
        X = entity.X,
        Y = entity.Y,
        Angle = entity.Angle,
        Turret = entity.Turret,
        Health = (byte)entity.Health,
    };
}
