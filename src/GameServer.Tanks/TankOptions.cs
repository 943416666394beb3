namespace GameServer.Tanks;

/// <summary>What can be set about a room of tanks.</summary>
public sealed record TankOptions
{
    /// <summary>The arena.</summary>
    public Arena Arena { get; init; } = Arenas.Quarry;

    /// <summary>Bots fill the room to this many tanks; 0 for none.</summary>
    public int BotsFillTo { get; init; } = TankRules.BotsFillTo;

    /// <summary>A round's length in ticks.</summary>
    public int RoundTicks { get; init; } = TankRules.RoundTicks;

    /// <summary>From a round's end to the next, in ticks.</summary>
    public int IntermissionTicks { get; init; } = TankRules.IntermissionTicks;
}
