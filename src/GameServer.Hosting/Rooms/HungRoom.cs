namespace GameServer.Hosting.Rooms;

/// <summary>A room whose game does not return.</summary>
/// <param name="Game">The game's name.</param>
/// <param name="Room">The room's id.</param>
/// <param name="Member">The member that does not return.</param>
public sealed record HungRoom(string Game, string Room, string Member);
