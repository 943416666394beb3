using System.Buffers.Binary;

namespace Benchmarks.Load;

/// <summary>Makes a client's WebSocket frames (RFC 6455, 5.2).</summary>
internal static class Frames
{
    private const byte Final = 0x80;
    private const byte Masked = 0x80;

    /// <summary>A whole message in one frame. Its masking key is zero, so the payload stands there as it is.</summary>
    public static byte[] Of(Opcode opcode, ReadOnlySpan<byte> payload)
    {
        var extended = payload.Length switch { < 126 => 0, <= ushort.MaxValue => 2, _ => 8 };
        var frame = new byte[2 + extended + 4 + payload.Length];
        frame[0] = (byte)(Final | (int)opcode);
        frame[1] = (byte)(Masked | extended switch { 0 => payload.Length, 2 => 126, _ => 127 });
        if (extended == 2)
        {
            BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), (ushort)payload.Length);
        }
        else if (extended == 8)
        {
            BinaryPrimitives.WriteInt64BigEndian(frame.AsSpan(2), payload.Length);
        }

        payload.CopyTo(frame.AsSpan(frame.Length - payload.Length));
        return frame;
    }

    /// <summary>Reads the header of a server's frame.</summary>
    /// <returns>Whether the header and its payload are there whole.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out Frame frame)
    {
        frame = default;
        if (bytes.Length < 2)
        {
            return false;
        }

        var header = (bytes[1] & 0x7F) switch { 126 => 4, 127 => 10, _ => 2 };
        if (bytes.Length < header)
        {
            return false;
        }

        var payload = header switch
        {
            2 => bytes[1] & 0x7F,
            4 => BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]),
            _ => checked((int)BinaryPrimitives.ReadInt64BigEndian(bytes[2..])),
        };
        frame = new Frame((Opcode)(bytes[0] & 0x0F), (bytes[0] & Final) != 0, header, payload);
        return bytes.Length - header >= payload;
    }
}

/// <summary>What a frame is.</summary>
internal enum Opcode
{
    Continuation = 0,
    Text = 1,
    Binary = 2,
    Close = 8,
    Ping = 9,
    Pong = 10,
}

/// <summary>A frame that was received.</summary>
/// <param name="Opcode">What it is.</param>
/// <param name="IsFinal">Whether it ends its message.</param>
/// <param name="Header">The length of its header.</param>
/// <param name="Payload">The length of its payload.</param>
internal readonly record struct Frame(Opcode Opcode, bool IsFinal, int Header, int Payload)
{
    public int Length => Header + Payload;
}
