using System.Buffers;
using System.Text.Json;
using GameServer.Services;
using MessagePack;

namespace GameServer.Hosting.Tests.Rooms;

/// <summary>A snapshot as a client reads it by PROTOCOL.md, with quantised values by field name whatever the format.</summary>
internal sealed record ReceivedSnapshot(
    int Tick, int Ack, IReadOnlyList<int> Left, IReadOnlyList<ReceivedEntity> Entered, IReadOnlyList<ReceivedEntity> Changed)
{
    public static ReceivedSnapshot Read(byte[] message, bool isText, IReadOnlyList<EntityKind> schema) =>
        isText ? ReadJson(message, schema) : ReadMessagePack(message, schema);

    private static ReceivedSnapshot ReadJson(byte[] message, IReadOnlyList<EntityKind> schema)
    {
        using var document = JsonDocument.Parse(message);
        var root = document.RootElement;
        Assert.Equal("room.snapshot", root.GetProperty("method").GetString());
        var parameters = root.GetProperty("params");
        return new ReceivedSnapshot(
            parameters.GetProperty("tick").GetInt32(),
            parameters.GetProperty("ack").GetInt32(),
            [.. List("left").Select(id => id.GetInt32())],
            [.. List("entered").Select(one => Entity(one, isFull: true))],
            [.. List("changed").Select(one => Entity(one, isFull: false))]);

        IEnumerable<JsonElement> List(string name) =>
            parameters.TryGetProperty(name, out var list) ? [.. list.EnumerateArray()] : [];

        ReceivedEntity Entity(JsonElement entity, bool isFull)
        {
            var id = entity.GetProperty("id").GetInt32();
            var kind = KindOf(id, schema);
            if (isFull)
            {
                Assert.Equal(kind.Name, entity.GetProperty("kind").GetString());
            }

            var fields = kind.Fields.Where(field => entity.TryGetProperty(field.Name, out _))
                .ToDictionary(field => field.Name, field => Quantised(field, entity.GetProperty(field.Name)));
            Assert.Equal(entity.EnumerateObject().Count(), fields.Count + (isFull ? 2 : 1));
            return new ReceivedEntity(id, fields, IsDifference: false);
        }
    }

    private static int Quantised(SchemaField field, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => 1,
        JsonValueKind.False => 0,
        JsonValueKind.String => field.Values.ToList().IndexOf(value.GetString()!),
        _ => checked((int)Math.Round(value.GetDouble() / field.Step)),
    };

    private static ReceivedSnapshot ReadMessagePack(byte[] message, IReadOnlyList<EntityKind> schema)
    {
        var reader = new MessagePackReader(message);
        Assert.Equal(3, reader.ReadMapHeader());
        Assert.Equal(("jsonrpc", "2.0"), (reader.ReadString(), reader.ReadString()));
        Assert.Equal(("method", "room.snapshot"), (reader.ReadString(), reader.ReadString()));
        Assert.Equal("params", reader.ReadString());
        var (tick, ack) = (0, 0);
        List<int> left = [];
        List<ReceivedEntity> entered = [], changed = [];
        for (var keys = reader.ReadMapHeader(); keys > 0; keys--)
        {
            switch (reader.ReadString())
            {
                case "tick":
                    tick = reader.ReadInt32();
                    break;
                case "ack":
                    ack = reader.ReadInt32();
                    break;
                case "left":
                    left.AddRange(Integers(ref reader).Select(id => (int)id));
                    break;
                case "entered":
                    Entities(ref reader, entered, isFull: true);
                    break;
                case "changed":
                    Entities(ref reader, changed, isFull: false);
                    break;
                case var other:
                    Assert.Fail($"unknown key {other}");
                    break;
            }
        }

        Assert.True(reader.End);
        return new ReceivedSnapshot(tick, ack, left, entered, changed);

        void Entities(ref MessagePackReader from, List<ReceivedEntity> into, bool isFull)
        {
            for (var count = from.ReadArrayHeader(); count > 0; count--)
            {
                var numbers = Integers(ref from);
                var kind = KindOf((int)numbers[0], schema);
                var mask = isFull ? (1L << (numbers.Length - 1)) - 1 : numbers[1];
                var fields = kind.Fields.Where((_, index) => (mask >> index & 1) == 1).Select(field => field.Name);
                var values = numbers.Skip(isFull ? 1 : 2).ToArray();
                Assert.Equal(values.Length, fields.Count());
                into.Add(new ReceivedEntity(
                    (int)numbers[0], fields.Zip(values).ToDictionary(pair => pair.First, pair => (int)pair.Second), !isFull));
            }
        }
    }

    private static long[] Integers(ref MessagePackReader reader)
    {
        var numbers = new long[reader.ReadArrayHeader()];
        for (var index = 0; index < numbers.Length; index++)
        {
            numbers[index] = reader.ReadInt64();
        }

        return numbers;
    }

    private static EntityKind KindOf(int id, IReadOnlyList<EntityKind> schema) =>
        schema.Single(kind => id >= kind.FirstId && id <= kind.LastId);
}

/// <summary>An entity in a snapshot: in full, or what changed.</summary>
internal sealed record ReceivedEntity(int Id, Dictionary<string, int> Fields, bool IsDifference);
