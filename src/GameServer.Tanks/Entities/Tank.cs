using System.Numerics;
using GameServer.Games;

namespace GameServer.Tanks;

/// <summary>
/// A tank in the arena; it exists from spawning to being destroyed. Fields that change often come first: their bits
/// in the mask of a delta are the cheap ones.
/// </summary>
[Entity]
public struct Tank : IPlaced
{
    /// <summary>The middle of the tank, in metres to the right.</summary>
    [Quantized(1f / 64)] public float X;

    /// <summary>The middle of the tank, in metres downwards.</summary>
    [Quantized(1f / 64)] public float Y;

    /// <summary>Where the hull points, in radians, clockwise on screen, 0 to the right.</summary>
    [Angle(10)] public float Heading;

    /// <summary>Where the turret points, in radians in the arena, not relative to the hull.</summary>
    [Angle(8)] public float Turret;

    /// <summary>Hits left, from 1 to <see cref="TankRules.MaxHealth"/>.</summary>
    public byte Health;

    /// <summary>Hits that the shield still takes, from 0 to <see cref="TankRules.ShieldHits"/>.</summary>
    public byte Shield;

    /// <summary>Whether it reloads at the rapid rate.</summary>
    public bool Rapid;

    /// <summary>Whether spawn protection lasts: nothing hurts it.</summary>
    public bool Protected;

    /// <summary>Whether its player leads, and is worth triple.</summary>
    public bool Crown;

    /// <summary>The hull.</summary>
    public Hull Hull;

    /// <summary>The paint's number, from 0 to <see cref="TankRules.Paints"/> - 1.</summary>
    public byte Paint;

    /// <summary>Whose tank it is: the player's id.</summary>
    public int Player;

    /// <summary>Metres a second along the heading, below zero in reverse. The owner's prediction starts from it.</summary>
    [OwnerOnly, Quantized(1f / 64)] public float Speed;

    /// <summary>The first tick in which it can fire again.</summary>
    [OwnerOnly] public int ReadyAt;

    /// <summary>The tick in which rapid fire ends; meaningful while <see cref="Rapid"/>.</summary>
    [OwnerOnly] public int RapidUntil;

    /// <summary>The tick in which spawn protection ends; meaningful while <see cref="Protected"/>.</summary>
    [OwnerOnly] public int ProtectedUntil;

    /// <summary>Whether its middle stands in a bush.</summary>
    internal bool InBush;

    /// <summary>Until this tick a bush does not hide it, since it fired.</summary>
    internal int RevealedUntil;

    /// <inheritdoc/>
    public readonly Vector2 Position => new(X, Y);

    /// <summary>Whether a bush hides it now from everybody who is not close.</summary>
    /// <param name="tick">The tick that is asked about.</param>
    internal readonly bool IsHidden(int tick) => InBush && tick >= RevealedUntil;
}
