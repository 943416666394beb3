using System.Buffers;
using System.Buffers.Binary;

namespace GameServer.Rpc.Transport.WebSockets;

/// <summary>What stands before a frame's payload, RFC 6455 section 5.2.</summary>
/// <param name="Opcode">What the frame is.</param>
/// <param name="IsFinal">Whether it is the last of its message.</param>
/// <param name="Payload">The length of the payload.</param>
/// <param name="Mask">The key of the payload's mask, its first byte the lowest.</param>
/// <param name="Length">The length of the head itself.</param>
internal readonly record struct FrameHead(Opcode Opcode, bool IsFinal, long Payload, uint Mask, int Length)
{
    /// <summary>The longest payload of a control frame.</summary>
    public const int LongestControl = 125;

    /// <summary>The longest head that a server sends.</summary>
    public const int LongestSent = 10;

    private const byte Final = 0x80;
    private const byte Reserved = 0x70;
    private const byte Masked = 0x80;
    private const byte TwoBytes = 126;
    private const byte EightBytes = 127;
    private const int MaskLength = 4;

    /// <summary>Whether the frame is no part of a message.</summary>
    public bool IsControl => Opcode >= Opcode.Close;

    /// <summary>Reads what a client sent. No extension is spoken, so a reserved bit means nothing.</summary>
    /// <param name="bytes">What has arrived.</param>
    /// <param name="head">The head, where it is whole.</param>
    public static OperationStatus Read(ReadOnlySpan<byte> bytes, out FrameHead head)
    {
        head = default;
        if (bytes.Length < 2)
        {
            return OperationStatus.NeedMoreData;
        }

        var (opcode, isFinal, length) = ((Opcode)(bytes[0] & 0x0f), (bytes[0] & Final) != 0, bytes[1] & ~Masked);
        if ((bytes[0] & Reserved) != 0 || (bytes[1] & Masked) == 0
            || opcode is > Opcode.Binary and < Opcode.Close or > Opcode.Pong
            || (opcode >= Opcode.Close && (!isFinal || length > LongestControl)))
        {
            return OperationStatus.InvalidData;
        }

        var longer = length switch { TwoBytes => sizeof(ushort), EightBytes => sizeof(ulong), _ => 0 };
        var whole = 2 + longer + MaskLength;
        if (bytes.Length < whole)
        {
            return OperationStatus.NeedMoreData;
        }

        var payload = longer switch
        {
            sizeof(ushort) => BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]),
            sizeof(ulong) => BinaryPrimitives.ReadUInt64BigEndian(bytes[2..]),
            _ => (ulong)length,
        };

        // A length is written in as few bytes as can hold it, and its highest bit is never set.
        if (longer > 0 && (payload <= (longer == sizeof(ushort) ? (ulong)LongestControl : ushort.MaxValue) || payload > long.MaxValue))
        {
            return OperationStatus.InvalidData;
        }

        var mask = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(whole - MaskLength)..]);
        head = new FrameHead(opcode, isFinal, (long)payload, mask, whole);
        return OperationStatus.Done;
    }

    /// <summary>Writes the head of a whole message, or of a control frame, of a server: those are not masked.</summary>
    /// <param name="bytes">Where to, with room for <see cref="LongestSent"/>.</param>
    /// <param name="opcode">What the frame is.</param>
    /// <param name="payload">How long its payload is.</param>
    /// <returns>How long the head is.</returns>
    public static int Write(Span<byte> bytes, Opcode opcode, int payload)
    {
        bytes[0] = (byte)(Final | (byte)opcode);
        switch (payload)
        {
            case <= LongestControl:
                bytes[1] = (byte)payload;
                return 2;
            case <= ushort.MaxValue:
                bytes[1] = TwoBytes;
                BinaryPrimitives.WriteUInt16BigEndian(bytes[2..], (ushort)payload);
                return 2 + sizeof(ushort);
            default:
                bytes[1] = EightBytes;
                BinaryPrimitives.WriteUInt64BigEndian(bytes[2..], (ulong)payload);
                return 2 + sizeof(ulong);
        }
    }
}
