using System.Buffers.Binary;
using MessagePack;

namespace GameServer.Rpc.Protocol;

/// <summary>
/// Whole numbers and headers in the shortest form of the specification, straight into a span: snapshots consist of little
/// else, and a <c>MessagePackWriter</c> for each piece of one costs several times its numbers.
/// </summary>
internal static class MessagePackIntegers
{
    /// <summary>The most bytes that one number or header takes.</summary>
    public const int Longest = 5;

    /// <summary>Writes a number.</summary>
    /// <returns>How many bytes it took.</returns>
    public static int Write(Span<byte> output, int value)
    {
        if (value >= 0)
        {
            return Write(output, (uint)value);
        }

        if (value >= MessagePackRange.MinFixNegativeInt)
        {
            output[0] = (byte)value;
            return 1;
        }

        if (value >= sbyte.MinValue)
        {
            output[1] = (byte)value;
            output[0] = MessagePackCode.Int8;
            return 2;
        }

        if (value >= short.MinValue)
        {
            BinaryPrimitives.WriteInt16BigEndian(output[1..], (short)value);
            output[0] = MessagePackCode.Int16;
            return 3;
        }

        BinaryPrimitives.WriteInt32BigEndian(output[1..], value);
        output[0] = MessagePackCode.Int32;
        return 5;
    }

    /// <inheritdoc cref="Write(Span{byte}, int)"/>
    public static int Write(Span<byte> output, uint value)
    {
        if (value <= MessagePackRange.MaxFixPositiveInt)
        {
            output[0] = (byte)value;
            return 1;
        }

        if (value <= byte.MaxValue)
        {
            output[1] = (byte)value;
            output[0] = MessagePackCode.UInt8;
            return 2;
        }

        return WriteWide(output, value, MessagePackCode.UInt16, MessagePackCode.UInt32);
    }

    /// <summary>Writes the header of an array.</summary>
    /// <returns>How many bytes it took.</returns>
    public static int WriteArrayHeader(Span<byte> output, int count)
    {
        if (count <= MessagePackRange.MaxFixArrayCount)
        {
            output[0] = (byte)(MessagePackCode.MinFixArray | count);
            return 1;
        }

        return WriteWide(output, (uint)count, MessagePackCode.Array16, MessagePackCode.Array32);
    }

    private static int WriteWide(Span<byte> output, uint value, byte code16, byte code32)
    {
        if (value <= ushort.MaxValue)
        {
            BinaryPrimitives.WriteUInt16BigEndian(output[1..], (ushort)value);
            output[0] = code16;
            return 3;
        }

        BinaryPrimitives.WriteUInt32BigEndian(output[1..], value);
        output[0] = code32;
        return 5;
    }
}
