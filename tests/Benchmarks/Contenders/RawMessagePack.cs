using System.Buffers;
using MessagePack;

namespace Benchmarks.Contenders;

/// <summary>The same messages as this server's in MessagePack, read and written by hand.</summary>
internal sealed class RawMessagePack : IAnswerer
{
    private readonly ArrayBufferWriter<byte> _output = new(256);
    private float _steered;

    public ReadOnlyMemory<byte> Answer(ReadOnlyMemory<byte> message)
    {
        var reader = new MessagePackReader(message);
        var (id, isMove, isSteer) = (0, false, false);
        var (seq, x, y, angle, fire) = (0, 0f, 0f, 0f, false);
        for (var members = reader.ReadMapHeader(); members > 0; members--)
        {
            switch (Text(ref reader))
            {
                case var key when key.SequenceEqual("id"u8):
                    id = reader.ReadInt32();
                    break;
                case var key when key.SequenceEqual("method"u8):
                    var method = Text(ref reader);
                    isMove = method.SequenceEqual("bench.move"u8);
                    isSteer = method.SequenceEqual("bench.steer"u8);
                    break;
                case var key when key.SequenceEqual("params"u8):
                    ReadArguments(ref reader, ref seq, ref x, ref y, ref angle, ref fire);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        if (isMove)
        {
            return Write(id, seq, x + 1, y + 1);
        }

        _steered = isSteer ? x + y + angle + (fire ? 1 : 0) : throw new InvalidDataException("There is no such method.");
        return default;
    }

    /// <summary>Writes the broadcast: entities are arrays, as whoever writes by hand for the sake of size leaves out names.</summary>
    public static ReadOnlyMemory<byte> Encode(IReadOnlyList<ArenaEntity> entities)
    {
        var output = new ArrayBufferWriter<byte>(2048);
        var writer = new MessagePackWriter(output);
        writer.WriteMapHeader(3);
        writer.WriteString("jsonrpc"u8);
        writer.WriteString("2.0"u8);
        writer.WriteString("method"u8);
        writer.WriteString("bench.world"u8);
        writer.WriteString("params"u8);
        writer.WriteArrayHeader(entities.Count);
        foreach (var entity in entities)
        {
            writer.WriteArrayHeader(6);
            writer.Write(entity.Id);
            writer.Write(entity.X);
            writer.Write(entity.Y);
            writer.Write(entity.Angle);
            writer.Write(entity.Turret);
            writer.Write(entity.Health);
        }

        writer.Flush();
        return output.WrittenMemory;
    }

    private static void ReadArguments(
        ref MessagePackReader reader, ref int seq, ref float x, ref float y, ref float angle, ref bool fire)
    {
        for (var members = reader.ReadMapHeader(); members > 0; members--)
        {
            switch (Text(ref reader))
            {
                case var key when key.SequenceEqual("seq"u8):
                    seq = reader.ReadInt32();
                    break;
                case var key when key.SequenceEqual("x"u8):
                    x = reader.ReadSingle();
                    break;
                case var key when key.SequenceEqual("y"u8):
                    y = reader.ReadSingle();
                    break;
                case var key when key.SequenceEqual("angle"u8):
                    angle = reader.ReadSingle();
                    break;
                case var key when key.SequenceEqual("fire"u8):
                    fire = reader.ReadBoolean();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
    }

    private ReadOnlyMemory<byte> Write(int id, int seq, float x, float y)
    {
        _output.ResetWrittenCount();
        var writer = new MessagePackWriter(_output);
        writer.WriteMapHeader(3);
        writer.WriteString("jsonrpc"u8);
        writer.WriteString("2.0"u8);
        writer.WriteString("result"u8);
        writer.WriteMapHeader(3);
        writer.WriteString("seq"u8);
        writer.Write(seq);
        writer.WriteString("x"u8);
        writer.Write(x);
        writer.WriteString("y"u8);
        writer.Write(y);
        writer.WriteString("id"u8);
        writer.Write(id);
        writer.Flush();
        return _output.WrittenMemory;
    }

    /// <summary>A text's bytes; a message comes in one piece, so they can be had without copying.</summary>
    private static ReadOnlySpan<byte> Text(ref MessagePackReader reader) =>
        reader.TryReadStringSpan(out var text) ? text : throw new InvalidDataException("A text in pieces.");
}
