using GameServer.Games;

namespace GameServer.Tanks;

/// <summary>A round ended. The whole table stands in the pilots until the next one begins.</summary>
/// <param name="Number">Counts from 1.</param>
/// <param name="NextAt">The tick in which the next round begins.</param>
/// <param name="First">Who won; player 0 when nobody scored.</param>
/// <param name="Second">Who came second; player 0 when nobody else scored.</param>
/// <param name="Third">Who came third; player 0 when nobody else scored.</param>
[Event("round.ended")]
public readonly record struct RoundEnded(int Number, int NextAt, Standing First, Standing Second, Standing Third);
