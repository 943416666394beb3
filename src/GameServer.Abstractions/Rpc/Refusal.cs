namespace GameServer.Rpc;

/// <summary>The errors that several places answer with, each in one wording, ready to be thrown.</summary>
public static class Refusal
{
    /// <summary>1003: nobody is signed in.</summary>
    public static RpcException SignInFirst() => new(ErrorCodes.SignInFirst, "Sign in first.");

    /// <summary>1004: there is no seat, or not any more.</summary>
    public static RpcException JoinRoomFirst() => new(ErrorCodes.JoinRoomFirst, "Join a room first.");

    /// <summary>1015: an item is not sold like this, or not owned.</summary>
    /// <param name="message">Which of it, in a short sentence for the client's developer.</param>
    public static RpcException ItemRefused(string message) => new(ErrorCodes.ItemRefused, message);
}
