namespace GameServer.Rpc;

/// <summary>Every error number that this server puts on the wire: JSON-RPC's own below zero, the game's above.</summary>
public static class ErrorCodes
{
    /// <summary>The message could not be parsed.</summary>
    public const int ParseError = -32700;

    /// <summary>The message is not a JSON-RPC 2.0 request.</summary>
    public const int InvalidRequest = -32600;

    /// <summary>No such method.</summary>
    public const int MethodNotFound = -32601;

    /// <summary>The arguments do not fit the method.</summary>
    public const int InvalidParams = -32602;

    /// <summary>Something failed here; the data's <c>reference</c> leads to the log, and nothing else is told.</summary>
    public const int InternalError = -32603;

    /// <summary>An account of this name exists.</summary>
    public const int NameTaken = 1001;

    /// <summary>Wrong name or password; a name that does not exist gets the same answer.</summary>
    public const int WrongNameOrPassword = 1002;

    /// <summary>The method needs a sign-in.</summary>
    public const int SignInFirst = 1003;

    /// <summary>The method needs a seat in a room of its game.</summary>
    public const int JoinRoomFirst = 1004;

    /// <summary>Too many requests; the data's <c>retryAfterMs</c> tells when to try again.</summary>
    public const int TooManyRequests = 1005;

    /// <summary>The token is unknown, expired or signed out.</summary>
    public const int InvalidToken = 1006;

    /// <summary>No such room or game.</summary>
    public const int RoomNotFound = 1007;

    /// <summary>The room is full.</summary>
    public const int RoomFull = 1008;

    /// <summary>The name or the password does not follow the rules; the message says which.</summary>
    public const int NameOrPasswordRefused = 1009;

    /// <summary>The server is stopping and takes nobody in.</summary>
    public const int Draining = 1010;

    /// <summary>The text is empty, too long, shows nothing, or has characters that control how it is shown; the message says which.</summary>
    public const int TextRefused = 1011;

    /// <summary>The answer to the call, or to its batch, is too large: the call was carried out, but its result is left out.</summary>
    public const int AnswerTooLarge = 1012;

    /// <summary>The account has fewer coins than the item costs.</summary>
    public const int NotEnoughCoins = 1013;

    /// <summary>The method needs an account with a password, and the caller is a guest.</summary>
    public const int AccountNeeded = 1014;

    /// <summary>No such item is sold at that price, or the caller does not own it.</summary>
    public const int ItemRefused = 1015;

    /// <summary>An administrator took the word from the account; the data's <c>until</c> tells for how long.</summary>
    public const int Muted = 1016;

    /// <summary>The account, or guests from this address, are banned; the data's <c>until</c> tells for how long.</summary>
    public const int Banned = 1017;

    /// <summary>The method is for administrators, or is not for use on one.</summary>
    public const int NotAllowed = 1018;

    /// <summary>
    /// The server cannot use its database just now, and nothing was changed; the data's <c>retryAfterMs</c> tells when to
    /// try again.
    /// </summary>
    public const int Unavailable = 1019;
}
