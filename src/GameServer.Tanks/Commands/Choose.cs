using GameServer.Games;

namespace GameServer.Tanks;

/// <summary>
/// Which tank a player wants. Paint shows at once; the hull is changed at the next spawn, or at once while spawn
/// protection lasts.
/// </summary>
/// <param name="Hull">The hull; a value that is not declared is passed over.</param>
/// <param name="Paint">From 0 to <see cref="TankRules.Paints"/> - 1; what lies outside is clamped.</param>
[Command]
public readonly record struct Choose(Hull Hull, int Paint);
