using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Benchmarks.Contenders;

/// <summary>
/// The same messages as this server's in JSON: the envelope read by hand and switched upon, what is in it by
/// source-generated serializers.
/// </summary>
internal sealed class RawJson : IAnswerer
{
    private readonly ArrayBufferWriter<byte> _output = new(256);
    private readonly Utf8JsonWriter _writer;
    private Moved _steered;

    public RawJson() => _writer = new Utf8JsonWriter(_output, new JsonWriterOptions { SkipValidation = true });

    public ReadOnlyMemory<byte> Answer(ReadOnlyMemory<byte> message)
    {
        var (id, move, isMove, isSteer) = (0, default(Move), false, false);
        var reader = new Utf8JsonReader(message.Span);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("id"u8))
            {
                reader.Read();
                id = reader.GetInt32();
            }
            else if (reader.ValueTextEquals("method"u8))
            {
                reader.Read();
                isMove = reader.ValueTextEquals("bench.move"u8);
                isSteer = reader.ValueTextEquals("bench.steer"u8);
            }
            else if (reader.ValueTextEquals("params"u8))
            {
                reader.Read();
                move = JsonSerializer.Deserialize(ref reader, RawJsonContext.Default.Move);
            }
            else
            {
                reader.Skip();
            }
        }

        if (isMove)
        {
            return Write(new RawReply("2.0", move.Apply(), id));
        }

        _steered = isSteer ? move.Apply() : throw new InvalidDataException("There is no such method.");
        return default;
    }

    /// <summary>Writes the broadcast.</summary>
    public static ReadOnlyMemory<byte> Encode(IReadOnlyList<ArenaEntity> entities) => JsonSerializer.SerializeToUtf8Bytes(
        new RawNotification("2.0", "bench.world", new RawWorld(entities)), RawJsonContext.Default.RawNotification);

    private ReadOnlyMemory<byte> Write(in RawReply reply)
    {
        _output.ResetWrittenCount();
        _writer.Reset(_output);
        JsonSerializer.Serialize(_writer, reply, RawJsonContext.Default.RawReply);
        return _output.WrittenMemory;
    }
}

/// <summary>A reply of the raw loop.</summary>
internal readonly record struct RawReply(string Jsonrpc, Moved Result, int Id);

/// <summary>The broadcast.</summary>
internal readonly record struct RawNotification(string Jsonrpc, string Method, RawWorld Params);

/// <summary>What is in it.</summary>
internal readonly record struct RawWorld(IReadOnlyList<ArenaEntity> Entities);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Move))]
[JsonSerializable(typeof(RawReply))]
[JsonSerializable(typeof(RawNotification))]
internal sealed partial class RawJsonContext : JsonSerializerContext;
