using System.Globalization;
using GameServer.Hosting.Accounts;
using GameServer.Hosting.Sessions;
using GameServer.Rpc;
using GameServer.Services;

namespace GameServer.Hosting.Services;

/// <inheritdoc cref="IChatService"/>
internal sealed class ChatService(CallerSession caller, SessionRates rates, TimeProvider time) : IChatService
{
    private const int LongestText = 200;

    public void Say(string text)
    {
        if (caller.Player.Place is not { Seat: { Player: var player } } place)
        {
            throw Refusal.JoinRoomFirst();
        }

        if (caller.Player.MutedUntil is { } until && until > time.GetUtcNow())
        {
            throw Restrictions.Muted(until);
        }

        var tidy = Tidy(text);
        rates.CountChat(caller.Player.Account?.Id ?? throw Refusal.SignInFirst());
        place.Broadcast("chat.said", new ChatSaid(player.Id, player.Name, tidy));
    }

    private static string Tidy(string? text)
    {
        var tidy = text?.Trim() ?? string.Empty;
        if (tidy.Length is 0 or > LongestText)
        {
            throw new RpcException(ErrorCodes.TextRefused, $"A text has 1 to {LongestText} characters.");
        }

        return tidy.Any(IsRefused)
            ? throw new RpcException(ErrorCodes.TextRefused, "A text has no control characters, nor any that turn its direction.")
            : tidy;
    }

    // Embeddings, overrides and isolates of direction would reach beyond the text and turn what is shown around it.
    private static bool IsRefused(char character) =>
        character is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069')
        || char.GetUnicodeCategory(character)
            is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
