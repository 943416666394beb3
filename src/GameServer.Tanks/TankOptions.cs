namespace GameServer.Tanks;

/// <summary>What can be set about a room of tanks.</summary>
public sealed record TankOptions
{
    private Arena? _arena;

    /// <summary>
    /// The ground plan of an arena of one's own, row by row from top to bottom, a character a tile as the constructor of <see cref="Tanks.Arena"/> reads them;
    /// empty for the quarry that comes with the game.
    /// </summary>
    public IReadOnlyList<string> Plan
    {
        get;
        init => (field, _arena) = (value, null);
    } = [];

    /// <summary>The arena: of <see cref="Plan"/>, unless it is given itself. All rooms of these options share it.</summary>
    /// <exception cref="ArgumentException"><see cref="Plan"/> is not a plan; the message says where.</exception>
    public Arena Arena
    {
        // Not public: what reads a configuration would ask for it before the plan is checked.
        internal get => _arena ??= Plan.Count == 0 ? Arenas.Quarry : new Arena(Plan);
        init => _arena = value;
    }

    /// <summary>Bots fill the room to this many tanks, 0 to 64; 0 for none.</summary>
    public int BotsFillTo { get; init; } = TankRules.BotsFillTo;

    /// <summary>A round's length in ticks of 1/30 s, 30 to 536,870,911.</summary>
    public int RoundTicks { get; init; } = TankRules.RoundTicks;

    /// <summary>From a round's end to the next, in ticks of 1/30 s, 1 to 536,870,911.</summary>
    public int IntermissionTicks { get; init; } = TankRules.IntermissionTicks;
}
