using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace GameServer.Rpc.Protocol;

/// <summary>Small pieces of JSON, written without a writer object.</summary>
internal static class BufferWriterExtensions
{
    private const int LongestNumber = 20;

    public static void WriteByte(this IBufferWriter<byte> output, byte value)
    {
        output.GetSpan(1)[0] = value;
        output.Advance(1);
    }

    public static void WriteNumber(this IBufferWriter<byte> output, long value)
    {
        Utf8Formatter.TryFormat(value, output.GetSpan(LongestNumber), out var written);
        output.Advance(written);
    }

    /// <summary>Writes a method's name between quotes.</summary>
    public static void WriteName(this IBufferWriter<byte> output, string name)
    {
        if (name.AsSpan().ContainsAnyExcept(PlainCharacters))
        {
            output.WriteByte((byte)'"');
            output.Write(JsonEncodedText.Encode(name).EncodedUtf8Bytes);
            output.WriteByte((byte)'"');
            return;
        }

        var span = output.GetSpan(name.Length + 2);
        span[0] = (byte)'"';
        Encoding.ASCII.GetBytes(name, span[1..]);
        span[name.Length + 1] = (byte)'"';
        output.Advance(name.Length + 2);
    }

    private static readonly SearchValues<char> PlainCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-");
}
