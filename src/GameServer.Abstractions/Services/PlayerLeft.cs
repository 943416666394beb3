namespace GameServer.Services;

/// <summary>The event <c>room.left</c>: somebody went out of the room.</summary>
/// <param name="Player">The player's number in the room.</param>
public readonly record struct PlayerLeft(int Player);
