using System.Numerics;
using GameServer.Games;

namespace GameServer.Tanks;

/// <summary>
/// A shell in flight. What travels never changes after its birth: where it is follows from
/// <see cref="ShellFlight"/>, so viewers hear of it when it is born and when it ends.
/// </summary>
[Entity]
public struct Shell : IPlaced
{
    /// <summary>Where it was born, in metres to the right.</summary>
    [Quantized(1f / 64)] public float X;

    /// <summary>Where it was born, in metres downwards.</summary>
    [Quantized(1f / 64)] public float Y;

    /// <summary>Where it was fired to, in radians.</summary>
    [Angle(16)] public float Angle;

    /// <summary>The tick that it was born in; it makes its first move in the tick after.</summary>
    public int Born;

    /// <summary>Who fired it: a player's id, perhaps of one who has left.</summary>
    public int Player;

    /// <summary>The hull that fired it: its speed is <see cref="TankHull.ShellSpeed"/>.</summary>
    public Hull Hull;

    /// <summary>Where it is and flies to.</summary>
    internal float AtX, AtY, DirectionX, DirectionY;

    /// <summary>How often it bounced off a wall.</summary>
    internal int Bounces;

    /// <inheritdoc/>
    public readonly Vector2 Position => new(AtX, AtY);
}
