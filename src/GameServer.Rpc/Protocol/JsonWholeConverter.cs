using System.Buffers;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace GameServer.Rpc.Protocol;

/// <summary>Whole numbers, however they are written: see <see cref="WholeNumber"/>.</summary>
internal sealed class JsonWholeConverter<T> : JsonConverter<T>
    where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number
        && WholeNumber.TryParse<T>(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan, out var value)
            ? value
            : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        if (T.IsZero(T.MinValue))
        {
            writer.WriteNumberValue(ulong.CreateTruncating(value));
        }
        else
        {
            writer.WriteNumberValue(long.CreateTruncating(value));
        }
    }
}
