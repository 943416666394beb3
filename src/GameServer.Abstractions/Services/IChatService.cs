using GameServer.Rpc;

namespace GameServer.Services;

/// <summary>Talk in a room.</summary>
[RequiresSeat]
public interface IChatService
{
    /// <summary>Tells everybody in the room, as the event <c>chat.said {player, name, text}</c>.</summary>
    /// <param name="text">
    /// 1 to 200 characters (extended grapheme clusters) and at most 5,000 bytes in UTF-8. It is put into normal form C,
    /// rid of what shows nothing, and is to be shown as text.
    /// </param>
    /// <exception cref="RpcException">1011.</exception>
    [RpcMethod("say")]
    void Say(string text);
}
