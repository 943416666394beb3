using GameServer.Games;

namespace GameServer.Tanks;

/// <summary>The round that is on: one entity without a place, so that whoever comes late sees the clock.</summary>
[Entity]
public struct Round
{
    /// <summary>What the round is doing.</summary>
    public RoundPhase Phase;

    /// <summary>The tick in which the phase ends.</summary>
    public int EndsAt;

    /// <summary>Counts from 1 in the room's first round.</summary>
    public int Number;

    /// <summary>The player who won, in the intermission; 0 when nobody scored.</summary>
    public int Winner;

    /// <summary>The player whom those who only watch look at; 0 while they look at the arena's middle.</summary>
    public int Spotlight;

    /// <summary>Until when the spotlight stays.</summary>
    internal int SpotlightUntil;

    /// <summary>Where those who only watch look.</summary>
    internal float LookX, LookY;
}
