using GameServer.Games;

namespace GameServer.Tanks;

/// <summary>
/// A player's line on the scoreboard, there as long as the player is. It has no place, so everybody receives all of
/// them.
/// </summary>
[Entity]
public struct Pilot
{
    /// <summary>Points in this round: kills and scrap.</summary>
    public int Score;

    /// <summary>Tanks destroyed in this round.</summary>
    public int Kills;

    /// <summary>Tanks lost in this round.</summary>
    public int Deaths;

    /// <summary>Whether the player leads.</summary>
    public bool Crown;

    /// <summary>Whether the player's tank stands in the arena.</summary>
    public bool Alive;

    /// <summary>The hull of the next spawn.</summary>
    public Hull Hull;

    /// <summary>The paint's number.</summary>
    public byte Paint;

    /// <summary>The player's id.</summary>
    public int Player;

    /// <summary>The tick of the automatic respawn; meaningful while not <see cref="Alive"/>.</summary>
    [OwnerOnly] public int RespawnAt;

    /// <summary>Pieces of scrap collected in this round: coins at its end.</summary>
    internal int Scrap;

    /// <summary>The steering that holds.</summary>
    internal float Throttle, Turn, Aim;

    /// <summary>Whether the trigger is held, and until which tick a pull that came too early still counts.</summary>
    internal bool Fire;

    /// <inheritdoc cref="Fire"/>
    internal int FireUntil;

    /// <summary>Where the player looks while there is no tank: where the last one was destroyed.</summary>
    internal float LookX, LookY;

    /// <summary>The steering that holds, as the movement rules take it.</summary>
    internal readonly Steer Steering => new(0, Throttle, Turn, Aim, Fire);
}
