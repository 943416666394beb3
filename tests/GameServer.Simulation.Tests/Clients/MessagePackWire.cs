using System.Buffers;
using System.Text.Json;
using MessagePack;

namespace GameServer.Simulation.Tests.Clients;

/// <summary><c>gameserver.v1.msgpack</c>.</summary>
internal sealed class MessagePackWire : Wire
{
    private readonly ArrayBufferWriter<byte> _output = new();

    public override bool IsText => false;

    public override byte[] Call(long? id, string method, params ReadOnlySpan<(string Name, object? Value)> arguments)
    {
        var writer = Begin();
        writer.WriteMapHeader(id is null ? 3 : 4);
        Write(ref writer, "jsonrpc", "2.0");
        if (id is not null)
        {
            Write(ref writer, "id", id);
        }

        Write(ref writer, "method", method);
        writer.Write("params");
        writer.WriteMapHeader(arguments.Length);
        foreach (var (name, value) in arguments)
        {
            Write(ref writer, name, value);
        }

        return End(ref writer);
    }

    public override byte[] Batch(IReadOnlyList<byte[]> calls)
    {
        var writer = Begin();
        writer.WriteArrayHeader(calls.Count);
        foreach (var call in calls)
        {
            writer.WriteRaw(call);
        }

        return End(ref writer);
    }

    public override byte[] Swim(int seq, int dx, int dy, bool dive)
    {
        var writer = Begin();
        writer.WriteMapHeader(3);
        Write(ref writer, "jsonrpc", "2.0");
        Write(ref writer, "method", "pond.swim");
        writer.Write("params");
        writer.WriteArrayHeader(4);
        writer.Write(seq);
        writer.Write((float)dx);
        writer.Write((float)dy);
        writer.Write(dive);
        return End(ref writer);
    }

    public override JsonElement Read(byte[] message) =>
        JsonDocument.Parse(MessagePackSerializer.ConvertToJson(message)).RootElement;

    public override void ReadSnapshot(byte[] message, Schema schema, Snapshot into)
    {
        into.Clear();
        var reader = new MessagePackReader(message);
        for (var keys = reader.ReadMapHeader(); keys > 0; keys--)
        {
            if (!reader.ReadStringSequence()!.Value.FirstSpan.SequenceEqual("params"u8))
            {
                reader.Skip();
                continue;
            }

            for (var inner = reader.ReadMapHeader(); inner > 0; inner--)
            {
                ReadPart(ref reader, schema, into);
            }
        }
    }

    private static void ReadPart(ref MessagePackReader reader, Schema schema, Snapshot into)
    {
        var key = reader.ReadStringSequence()!.Value.FirstSpan;
        if (key.SequenceEqual("tick"u8))
        {
            into.Tick = reader.ReadInt32();
        }
        else if (key.SequenceEqual("ack"u8))
        {
            into.Ack = reader.ReadInt32();
        }
        else if (key.SequenceEqual("left"u8))
        {
            for (var count = reader.ReadArrayHeader(); count > 0; count--)
            {
                into.Left.Add(reader.ReadInt32());
            }
        }
        else
        {
            var isFull = key.SequenceEqual("entered"u8);
            for (var count = reader.ReadArrayHeader(); count > 0; count--)
            {
                ReadEntity(ref reader, schema, into, isFull);
            }
        }
    }

    private static void ReadEntity(ref MessagePackReader reader, Schema schema, Snapshot into, bool isFull)
    {
        var offset = into.Values.Count;
        var values = reader.ReadArrayHeader() - 1;
        var id = reader.ReadInt32();
        var mask = isFull ? (1u << values) - 1 : reader.ReadUInt32();
        values = isFull ? values : values - 1;
        if (values != System.Numerics.BitOperations.PopCount(mask) || mask >= 1u << schema.Of(id).Fields.Length)
        {
            throw new ViolationException($"The entity {id} has {values} values for the fields {mask:b}.");
        }

        for (; values > 0; values--)
        {
            into.Values.Add(reader.ReadInt32());
        }

        into.Changes.Add(new Snapshot.Change(id, isFull, !isFull, mask, offset));
    }

    private MessagePackWriter Begin()
    {
        _output.ResetWrittenCount();
        return new MessagePackWriter(_output);
    }

    private byte[] End(ref MessagePackWriter writer)
    {
        writer.Flush();
        return _output.WrittenSpan.ToArray();
    }

    private static void Write(ref MessagePackWriter writer, string name, object? value)
    {
        writer.Write(name);
        switch (value)
        {
            case null:
                writer.WriteNil();
                break;
            case string text:
                writer.Write(text);
                break;
            case bool flag:
                writer.Write(flag);
                break;
            case int number:
                writer.Write(number);
                break;
            case long number:
                writer.Write(number);
                break;
            default:
                throw new ArgumentException($"{name} is of a type that no call here needs.", nameof(value));
        }
    }
}
