namespace GameServer.Hosting.Services;

/// <summary>The event <c>chat.said</c>.</summary>
/// <param name="Player">Who said it: the player's number in the room.</param>
/// <param name="Name">His name; text, not markup.</param>
/// <param name="Text">What he said; text, not markup.</param>
internal sealed record ChatSaid(int Player, string Name, string Text);
