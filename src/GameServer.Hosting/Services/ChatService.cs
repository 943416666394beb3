using System.Globalization;
using GameServer.Hosting.Sessions;
using GameServer.Rpc;
using GameServer.Services;

namespace GameServer.Hosting.Services;

/// <inheritdoc cref="IChatService"/>
internal sealed class ChatService(CallerSession caller) : IChatService
{
    private const int LongestText = 200;

    public void Say(string text)
    {
        if (caller.Player.Place is not { Seat: { Player: var player } } place)
        {
            throw new RpcException(ErrorCodes.JoinRoomFirst, "Join a room first.");
        }

        place.Broadcast("chat.said", new ChatSaid(player.Id, player.Name, Tidy(text)));
    }

    private static string Tidy(string? text)
    {
        var tidy = text?.Trim() ?? string.Empty;
        if (tidy.Length is 0 or > LongestText)
        {
            throw new RpcException(ErrorCodes.TextRefused, $"A text has 1 to {LongestText} characters.");
        }

        return tidy.Any(IsRefused)
            ? throw new RpcException(ErrorCodes.TextRefused, "A text has no control characters.")
            : tidy;
    }

    private static bool IsRefused(char character) => char.GetUnicodeCategory(character)
        is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
