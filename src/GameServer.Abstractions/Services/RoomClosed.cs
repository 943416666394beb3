namespace GameServer.Services;

/// <summary>The event <c>room.closed</c>: the room ended while players or watchers were in it. Join another one.</summary>
/// <param name="Room">The room's id.</param>
/// <param name="Reason"><c>failed</c> after an error in the game, <c>draining</c> when the server stops.</param>
public readonly record struct RoomClosed(string Room, string Reason);
