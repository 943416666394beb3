using GameServer.Rpc;

namespace GameServer.Services;

/// <summary>Talk in a room.</summary>
[RequiresSeat]
public interface IChatService
{
    /// <summary>Tells everybody in the room, as the event <c>chat.said {player, name, text}</c>.</summary>
    /// <param name="text">1 to 200 characters after trimming. It travels as it is, and is to be shown as text.</param>
    /// <exception cref="RpcException">1011.</exception>
    [RpcMethod("say")]
    void Say(string text);
}
