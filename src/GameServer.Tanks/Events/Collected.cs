using GameServer.Games;

namespace GameServer.Tanks;

/// <summary>A player's tank took a pickup. Only that player is told.</summary>
/// <param name="Bonus">What it took.</param>
[Event]
public readonly record struct Collected(Bonus Bonus);
