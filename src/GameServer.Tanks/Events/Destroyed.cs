using GameServer.Games;

namespace GameServer.Tanks;

/// <summary>A tank was destroyed.</summary>
/// <param name="Player">Whose tank.</param>
/// <param name="By">Whose shell; a player who may have left.</param>
/// <param name="X">Where, in metres to the right.</param>
/// <param name="Y">Where, in metres downwards.</param>
/// <param name="Crown">Whether it wore the crown.</param>
/// <param name="Points">What the kill scored.</param>
[Event]
public readonly record struct Destroyed(int Player, int By, float X, float Y, bool Crown, int Points);
