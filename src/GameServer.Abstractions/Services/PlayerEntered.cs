namespace GameServer.Services;

/// <summary>The event <c>room.entered</c>: somebody came into the room.</summary>
/// <param name="Player">Who.</param>
public readonly record struct PlayerEntered(RoomPlayer Player);
