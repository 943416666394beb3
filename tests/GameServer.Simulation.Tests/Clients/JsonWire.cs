using System.Globalization;
using System.Text;
using System.Text.Json;

namespace GameServer.Simulation.Tests.Clients;

/// <summary><c>gameserver.v1.json</c>.</summary>
internal sealed class JsonWire : Wire
{
    public override bool IsText => true;

    public override byte[] Call(long? id, string method, params ReadOnlySpan<(string Name, object? Value)> arguments)
    {
        var call = new Dictionary<string, object?> { ["jsonrpc"] = "2.0" };
        if (id is not null)
        {
            call["id"] = id;
        }

        call["method"] = method;
        var named = new Dictionary<string, object?>();
        foreach (var (name, value) in arguments)
        {
            named[name] = value;
        }

        call["params"] = named;
        return JsonSerializer.SerializeToUtf8Bytes(call);
    }

    public override byte[] Batch(IReadOnlyList<byte[]> calls) =>
        Encoding.UTF8.GetBytes($"[{string.Join(',', calls.Select(call => Encoding.UTF8.GetString(call)))}]");

    public override byte[] Swim(int seq, int dx, int dy, bool dive) => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $$$"""{"jsonrpc":"2.0","method":"pond.swim","params":{"seq":{{{seq}}},"dx":{{{dx}}},"dy":{{{dy}}},"dive":{{{(dive ? "true" : "false")}}}}}"""));

    public override JsonElement Read(byte[] message)
    {
        var reader = new Utf8JsonReader(message);
        return JsonElement.ParseValue(ref reader);
    }

    public override void ReadSnapshot(byte[] message, Schema schema, Snapshot into)
    {
        into.Clear();
        var reader = new Utf8JsonReader(message);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }

            if (reader.ValueTextEquals("tick"u8))
            {
                into.Tick = Number(ref reader);
            }
            else if (reader.ValueTextEquals("ack"u8))
            {
                into.Ack = Number(ref reader);
            }
            else if (reader.ValueTextEquals("left"u8))
            {
                reader.Read();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    into.Left.Add(reader.GetInt32());
                }
            }
            else if (reader.ValueTextEquals("entered"u8))
            {
                ReadEntities(ref reader, schema, into, isFull: true);
            }
            else if (reader.ValueTextEquals("changed"u8))
            {
                ReadEntities(ref reader, schema, into, isFull: false);
            }
        }
    }

    private static void ReadEntities(ref Utf8JsonReader reader, Schema schema, Snapshot into, bool isFull)
    {
        reader.Read();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            ReadEntity(ref reader, schema, into, isFull);
        }
    }

    private static void ReadEntity(ref Utf8JsonReader reader, Schema schema, Snapshot into, bool isFull)
    {
        var (id, mask, offset) = (0, 0u, into.Values.Count);
        Schema.Kind? kind = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            if (kind is null && reader.ValueTextEquals("id"u8))
            {
                kind = schema.Of(id = Number(ref reader));
                continue;
            }

            if (kind is null)
            {
                // The kind's name, which the id tells too.
                reader.Read();
                continue;
            }

            var field = 0;
            while (!reader.ValueTextEquals(kind.Fields[field]))
            {
                field++;
            }

            mask |= 1u << field;
            into.Values.Add(Number(ref reader));
        }

        into.Changes.Add(new Snapshot.Change(id, isFull, IsDifference: false, mask, offset));
    }

    private static int Number(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType switch
        {
            JsonTokenType.True => 1,
            JsonTokenType.False => 0,
            _ => reader.GetInt32(),
        };
    }
}
