using System.Text.Json;
using System.Text.Json.Serialization;

namespace GameServer.Rpc.Protocol;

/// <summary>JSON has no infinity, but <c>1e999</c> becomes one when it is read: it is refused.</summary>
internal sealed class JsonFiniteDoubleConverter : JsonConverter<double>
{
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TryGetDouble(out var value) && double.IsFinite(value) ? value : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
    {
        if (double.IsFinite(value))
        {
            writer.WriteNumberValue(value);
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
