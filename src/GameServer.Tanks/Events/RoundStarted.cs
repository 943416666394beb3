using GameServer.Games;

namespace GameServer.Tanks;

/// <summary>A round began: scores are zero, bricks stand again, every tank is at a new place.</summary>
/// <param name="Number">Counts from 1.</param>
/// <param name="EndsAt">The tick in which it ends.</param>
[Event("round.started")]
public readonly record struct RoundStarted(int Number, int EndsAt);
