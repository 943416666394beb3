using System.Text.Json;
using System.Text.Json.Serialization;

namespace GameServer.Rpc.Protocol;

/// <summary>JSON has no infinity, but <c>1e999</c> becomes one when it is read: it is refused.</summary>
internal sealed class JsonFiniteSingleConverter : JsonConverter<float>
{
    public override float Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TryGetSingle(out var value) && float.IsFinite(value) ? value : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, float value, JsonSerializerOptions options)
    {
        if (float.IsFinite(value))
        {
            writer.WriteNumberValue(value);
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
