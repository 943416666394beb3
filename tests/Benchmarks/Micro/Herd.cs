using System.Numerics;
using GameServer.Games;

namespace Benchmarks.Micro;

/// <summary>What a herd is made of: the fields of a vehicle, of which four change in every step.</summary>
[Entity]
public struct Animal : IPlaced
{
    [Quantized(1f / 64)] public float X, Y;
    [Angle(10)] public float Heading;
    [Angle(8)] public float Gaze;
    public byte Health;
    public bool IsTired;
    public int Keeper;
    [OwnerOnly] public int Mood;

    public readonly Vector2 Position => new(X, Y);
}

/// <summary>Entities that all move in every step, and that everybody sees; a step costs next to nothing.</summary>
/// <param name="animals">How many.</param>
public sealed class Herd : Game
{
    private readonly EntitySet<Animal> _animals;
    private readonly int _count;

    public Herd(int animals) => _animals = Entities<Animal>(_count = animals);

    protected override void Start()
    {
        for (var index = 0; index < _count; index++)
        {
            _animals.Spawn(null, new Animal { X = Random.Between(0, 100), Y = Random.Between(0, 100), Keeper = index });
        }
    }

    protected override void Join(Player player)
    {
    }

    protected override void Step(in Tick tick)
    {
        var way = tick.Number % 64 < 32 ? 0.15f : -0.15f;
        foreach (var entry in _animals)
        {
            ref var animal = ref entry.Value;
            animal.X += way;
            animal.Y -= way;
            animal.Heading += 0.05f;
            animal.Gaze += 0.1f;
        }
    }

    protected override View ViewOf(Player? viewer) => new(new Vector2(50), new Vector2(200));
}
