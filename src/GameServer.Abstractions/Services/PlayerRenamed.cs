namespace GameServer.Services;

/// <summary>The event <c>room.renamed</c>: a player has another name from now on, a guest who registered.</summary>
/// <param name="Player">The player, with the new name.</param>
public readonly record struct PlayerRenamed(RoomPlayer Player);
