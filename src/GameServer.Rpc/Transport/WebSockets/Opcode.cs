namespace GameServer.Rpc.Transport.WebSockets;

/// <summary>What a frame is, RFC 6455 section 5.2.</summary>
internal enum Opcode : byte
{
    /// <summary>A further part of a message.</summary>
    Continuation = 0,

    /// <summary>A message of text, or its first part.</summary>
    Text = 1,

    /// <summary>A message of bytes, or its first part.</summary>
    Binary = 2,

    /// <summary>The end of what one side says. This and those that follow are control frames.</summary>
    Close = 8,

    /// <summary>Asks whether somebody is there.</summary>
    Ping = 9,

    /// <summary>Somebody is.</summary>
    Pong = 10,
}
