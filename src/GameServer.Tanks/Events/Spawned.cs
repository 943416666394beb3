using GameServer.Games;

namespace GameServer.Tanks;

/// <summary>A tank came into the arena. Where is not told: everybody hears this.</summary>
/// <param name="Player">Whose tank.</param>
/// <param name="Hull">Its hull.</param>
[Event]
public readonly record struct Spawned(int Player, Hull Hull);
