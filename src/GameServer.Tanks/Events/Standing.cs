namespace GameServer.Tanks;

/// <summary>A place on the podium.</summary>
/// <param name="Player">The player's id; 0 for an empty place.</param>
/// <param name="Score">Points in the round.</param>
/// <param name="Kills">Tanks destroyed in the round.</param>
public readonly record struct Standing(int Player, int Score, int Kills);
