using GameServer.Games;

namespace GameServer.Tanks;

/// <summary>A shell hit a tank. Only the two concerned are told, since the tank may be hidden from the others.</summary>
/// <param name="Player">Whose tank.</param>
/// <param name="By">Whose shell.</param>
/// <param name="X">Where the shell was, in metres to the right.</param>
/// <param name="Y">Where the shell was, in metres downwards.</param>
/// <param name="Health">Hits left; 0 when it is destroyed.</param>
/// <param name="Shielded">Whether shield or spawn protection took the hit.</param>
[Event]
public readonly record struct Hit(int Player, int By, float X, float Y, int Health, bool Shielded);
