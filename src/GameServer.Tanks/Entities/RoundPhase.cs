namespace GameServer.Tanks;

/// <summary>What a round is doing.</summary>
public enum RoundPhase
{
    /// <summary>The fight is on.</summary>
    Playing,

    /// <summary>The standings are shown; tanks drive, guns are silent.</summary>
    Intermission,
}
