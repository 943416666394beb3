using GameServer.Games;

namespace GameServer.Tanks;

/// <summary>
/// Back into the arena before the automatic respawn; passed over until <see cref="TankRules.RespawnEarliestTicks"/>
/// after the tank was destroyed, and while it stands.
/// </summary>
[Command]
public readonly record struct Respawn;
