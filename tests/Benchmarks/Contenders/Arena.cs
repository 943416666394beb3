using MessagePack;

namespace Benchmarks.Contenders;

/// <summary>
/// What is broadcast: fifty entities that all move in every step, each around its own place, as those of the contenders
/// from npm do (Peers/work.mjs).
/// </summary>
internal sealed class Arena
{
    /// <summary>How many there are.</summary>
    public const int Count = 50;

    /// <summary>The beat.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(1) / 30;

    private int _step;

    public Arena() => Step();

    public ArenaEntity[] Entities { get; } = new ArenaEntity[Count];

    /// <summary>Moves everything.</summary>
    public void Step()
    {
        _step++;
        for (var id = 0; id < Count; id++)
        {
            Entities[id] = At(id, _step);
        }
    }

    /// <summary>Where an entity is in a step.</summary>
    public static ArenaEntity At(int id, int step)
    {
        var time = step / 30.0;
        var angle = (time + id) % 6.28;
        return new ArenaEntity(
            id,
            Rounded(500 + (8 * id) + (40 * Math.Cos(angle))),
            Rounded(500 + (8 * id) + (40 * Math.Sin(angle))),
            Rounded(angle),
            Rounded(((2 * time) + id) % 6.28),
            100);
    }

    // What nobody sees is not sent as text.
    private static float Rounded(double value) => (float)Math.Round(value, 2);
}

/// <summary>An entity as the contenders without a format of their own send it.</summary>
[MessagePackObject]
public readonly record struct ArenaEntity(
    [property: Key("id")] int Id,
    [property: Key("x")] float X,
    [property: Key("y")] float Y,
    [property: Key("angle")] float Angle,
    [property: Key("turret")] float Turret,
    [property: Key("health")] int Health);
