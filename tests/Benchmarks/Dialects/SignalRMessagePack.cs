using System.Buffers;
using System.Globalization;
using Benchmarks.Contenders;
using Benchmarks.Load;
using MessagePack;

namespace Benchmarks.Dialects;

/// <summary>SignalR's hub protocol in MessagePack: arrays behind their length, of which a message may hold several.</summary>
internal sealed class SignalRMessagePack : Dialect
{
    private const byte Invocation = 1;
    private const byte Completion = 3;
    private const byte Closing = 7;
    private static readonly byte[] World = MessagePackSerializer.Serialize("World");

    public override Opcode Opcode => Opcode.Binary;

    public override void Greet(Line line) => SignalRJson.Handshake(line, "messagepack");

    public override byte[] Call(int id, Move move) => Record("Move", id.ToString(CultureInfo.InvariantCulture), move);

    public override byte[] Steer(Move move) => Record("Steer", null, move);

    public override Arrived Read(Line line, ReadOnlySpan<byte> message)
    {
        var (replies, pushes) = (0, 0);
        while (!message.IsEmpty)
        {
            var record = Next(ref message);

            // An array's header of one byte, and the type.
            switch (record[1])
            {
                case Completion when IsError(record):
                case Closing:
                    throw new IOException(MessagePackSerializer.ConvertToJson(record.ToArray()));
                case Completion:
                    replies++;
                    break;
                case Invocation when record[..16].IndexOf(World) >= 0:
                    pushes++;
                    break;
            }
        }

        return new Arrived(replies, pushes);
    }

    public override string Show(ReadOnlySpan<byte> message) => MessagePackSerializer.ConvertToJson(Next(ref message).ToArray());

    // [3, {}, "id", kind, ...]: headers of one byte, a short text, and the kind, which is 1 for an error.
    private static bool IsError(ReadOnlySpan<byte> record) => record[4 + (record[3] & 0x1F)] == 1;

    /// <summary>Takes the first record off; its length comes first, seven bits a byte, lowest first.</summary>
    private static ReadOnlySpan<byte> Next(ref ReadOnlySpan<byte> message)
    {
        var (length, header) = (0, 0);
        do
        {
            length |= (message[header] & 0x7F) << (7 * header);
        }
        while ((message[header++] & 0x80) != 0);

        var record = message.Slice(header, length);
        message = message[(header + length)..];
        return record;
    }

    private static byte[] Record(string target, string? id, Move move)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(output);
        writer.WriteArrayHeader(6);
        writer.Write(Invocation);
        writer.WriteMapHeader(0);
        writer.Write(id);
        writer.Write(target);
        writer.WriteArrayHeader(1);
        MessagePackSerializer.Serialize(ref writer, move);
        writer.WriteArrayHeader(0);
        writer.Flush();

        // Below 128 bytes the length is one byte.
        return output.WrittenCount < 0x80
            ? [(byte)output.WrittenCount, .. output.WrittenSpan]
            : throw new NotSupportedException("A longer record needs a longer length.");
    }
}
