using System.Text;
using GameServer.Hosting.Accounts;
using GameServer.Hosting.Sessions;
using GameServer.Hosting.Text;
using GameServer.Rpc;
using GameServer.Services;

namespace GameServer.Hosting.Services;

/// <inheritdoc cref="IChatService"/>
internal sealed class ChatService(CallerSession caller, SessionRates rates, TimeProvider time) : IChatService
{
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

        var tidy = ChatText.Parse(text);
        rates.CountChat(caller.Player.Account?.Id ?? throw Refusal.SignInFirst(), Encoding.UTF8.GetByteCount(tidy));
        place.Broadcast("chat.said", new ChatSaid(player.Id, player.Name, tidy));
    }
}
