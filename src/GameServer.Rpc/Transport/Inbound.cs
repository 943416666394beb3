namespace GameServer.Rpc.Transport;

/// <summary>What came in.</summary>
public enum InboundKind
{
    /// <summary>A whole message.</summary>
    Message,

    /// <summary>A message over the limit, of which the rest is thrown away.</summary>
    TooBig,

    /// <summary>Binary where text was agreed, or the reverse.</summary>
    WrongKind,

    /// <summary>Bytes that the line's own rules do not allow. What comes behind them is thrown away.</summary>
    Malformed,

    /// <summary>Text that is no UTF-8. What comes behind it is thrown away.</summary>
    NotUtf8,

    /// <summary>The other side has closed, or the line is lost.</summary>
    End,

    /// <summary>The line is lost: the other side has been silent for too long. What is read after it is the end.</summary>
    Idle,
}

/// <summary>The outcome of one read.</summary>
/// <param name="Kind">What came in.</param>
/// <param name="Message">The bytes of a <see cref="InboundKind.Message"/>, until the next read.</param>
public readonly record struct Inbound(InboundKind Kind, ReadOnlyMemory<byte> Message = default);
