namespace GameServer.Rpc.Transport;

/// <summary>Why the server ends a connection: a WebSocket close code and a short stable reason.</summary>
/// <param name="Code">RFC 6455 section 7.4.</param>
/// <param name="Reason">The reason that clients compare, at most 123 bytes.</param>
public readonly record struct CloseReason(int Code, string Reason)
{
    /// <summary>The server stops.</summary>
    public static CloseReason GoingAway { get; } = new(1001, "going away");

    /// <summary>Binary where text was agreed, or the reverse.</summary>
    public static CloseReason WrongKind { get; } = new(1003, "wrong message kind");

    /// <summary>Too much, too fast, after warnings.</summary>
    public static CloseReason Flood { get; } = new(1008, "flood");

    /// <summary>The account signed in elsewhere.</summary>
    public static CloseReason TakenOver { get; } = new(1008, "taken-over");

    /// <summary>The caller signed out.</summary>
    public static CloseReason SignedOut { get; } = new(1008, "signed-out");

    /// <summary>A message over the limit.</summary>
    public static CloseReason TooBig { get; } = new(1009, "message too big");

    /// <summary>The reader is too slow for events that must arrive.</summary>
    public static CloseReason SlowReader { get; } = new(1013, "slow reader");
}
