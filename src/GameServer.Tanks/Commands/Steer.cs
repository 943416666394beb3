using GameServer.Games;

namespace GameServer.Tanks;

/// <summary>How a player drives, aims and fires; held until the next one arrives.</summary>
/// <param name="Seq">The client's number of this input, rising by one with each.</param>
/// <param name="Throttle">From -1, full reverse, to 1, full ahead; what lies outside is clamped.</param>
/// <param name="Turn">From -1, anticlockwise on screen, to 1, clockwise; what lies outside is clamped.</param>
/// <param name="Aim">Where the turret shall point, in radians in the arena, not relative to the hull; wrapped.</param>
/// <param name="Fire">Whether the trigger is pulled.</param>
[Command]
public readonly record struct Steer(int Seq, float Throttle, float Turn, float Aim, bool Fire) : IInput<Steer>
{
    /// <inheritdoc/>
    public static Steer Merge(in Steer older, in Steer newer) => newer with { Fire = older.Fire || newer.Fire };

    /// <summary>
    /// The same with each value in its range: throttle and turn in -1..1, aim in -π..π. What is not a finite number
    /// counts as 0, since one of them in a position would spread through the room.
    /// </summary>
    public Steer Normalized() => this with
    {
        Throttle = float.IsFinite(Throttle) ? Math.Clamp(Throttle, -1f, 1f) : 0f,
        Turn = float.IsFinite(Turn) ? Math.Clamp(Turn, -1f, 1f) : 0f,
        Aim = float.IsFinite(Aim) ? MathF.IEEERemainder(Aim, MathF.Tau) : 0f,
    };
}
