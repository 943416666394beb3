namespace GameServer.Rpc.Transport;

/// <summary>Why the server ends a connection: a WebSocket close code and a short stable reason.</summary>
/// <param name="Code">RFC 6455 section 7.4.</param>
/// <param name="Reason">The reason that clients compare, at most 123 bytes.</param>
public readonly record struct CloseReason(int Code, string Reason)
{
    /// <summary>The server stops.</summary>
    public static CloseReason GoingAway { get; } = new(1001, "going away");

    /// <summary>The rules of the line itself were broken.</summary>
    public static CloseReason ProtocolError { get; } = new(1002, "protocol error");

    /// <summary>Binary where text was agreed, or the reverse.</summary>
    public static CloseReason WrongKind { get; } = new(1003, "wrong message kind");

    /// <summary>Text that is no UTF-8.</summary>
    public static CloseReason NotUtf8 { get; } = new(1007, "not UTF-8");

    /// <summary>The client closed.</summary>
    internal static CloseReason ClosedByClient { get; } = new(1000, "closed by client");

    /// <summary>The client closed and gave no code: named so by RFC 6455, section 7.1.5, and answered by none.</summary>
    internal static CloseReason NoCode { get; } = new(1005, "");

    /// <summary>A fault of the server.</summary>
    internal static CloseReason InternalError { get; } = new(1011, "internal error");

    /// <summary>Too much, too fast, after warnings.</summary>
    public static CloseReason Flood { get; } = new(1008, "flood");

    /// <summary>The account signed in elsewhere.</summary>
    public static CloseReason TakenOver { get; } = new(1008, "taken-over");

    /// <summary>The caller signed out.</summary>
    public static CloseReason SignedOut { get; } = new(1008, "signed-out");

    /// <summary>Nobody signed in, or watched a room, in time.</summary>
    public static CloseReason SignInTimeout { get; } = new(1008, "sign-in timeout");

    /// <summary>The address has more connections than it may.</summary>
    public static CloseReason TooManyConnections { get; } = new(1008, "too many connections");

    /// <summary>An administrator ended the session.</summary>
    public static CloseReason Kicked { get; } = new(1008, "kicked");

    /// <summary>An administrator banned the account.</summary>
    public static CloseReason Banned { get; } = new(1008, "banned");

    /// <summary>A message over the limit.</summary>
    public static CloseReason TooBig { get; } = new(1009, "message too big");

    /// <summary>The reader is too slow for events that must arrive.</summary>
    public static CloseReason SlowReader { get; } = new(1013, "slow reader");

    /// <summary>One write took too long. For the log and the metrics.</summary>
    internal static CloseReason SendTimeout { get; } = new(Lost, "send timeout");

    /// <summary>The other side answers no pings any more. For the log and the metrics.</summary>
    internal static CloseReason Idle { get; } = new(Lost, "idle");

    /// <summary>The line broke, or the other side sends nothing more. For the log and the metrics.</summary>
    internal static CloseReason LineLost { get; } = new(Lost, "lost");

    /// <summary>None of the subprotocols that were offered is spoken here.</summary>
    /// <param name="spoken">Those that are.</param>
    internal static CloseReason UpdateNeeded(IEnumerable<string> spoken) => new(1008, $"update needed: {string.Join(", ", spoken)}");

    /// <summary>Whether this names an end that nobody can be told of: not to be put in a close frame.</summary>
    public bool IsLost => Code == Lost;

    // RFC 6455, 7.1.5: how an end without a close frame is named.
    private const int Lost = 1006;
}
