namespace GameServer.Games;

/// <summary>One fixed step of a room's time.</summary>
/// <param name="Number">Counts from 1 in the room's first step.</param>
/// <param name="Delta">The step's length in seconds; the same in every step of a room.</param>
public readonly record struct Tick(int Number, float Delta);
