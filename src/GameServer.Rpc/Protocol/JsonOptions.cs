using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace GameServer.Rpc.Protocol;

/// <summary>How values are written in JSON.</summary>
internal static class JsonOptions
{
    /// <summary>Text travels as it is; what shows it is responsible for showing it as text.</summary>
    public static JavaScriptEncoder Encoder => JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    public static JsonSerializerOptions Create(int depth) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DictionaryKeyPolicy = null,
        NumberHandling = JsonNumberHandling.Strict,
        IncludeFields = true,
        MaxDepth = depth,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Encoder = Encoder,
        Converters =
        {
            new JsonEnumConverterFactory(),
            new JsonFiniteSingleConverter(),
            new JsonFiniteDoubleConverter(),
            new JsonWholeConverter<sbyte>(),
            new JsonWholeConverter<byte>(),
            new JsonWholeConverter<short>(),
            new JsonWholeConverter<ushort>(),
            new JsonWholeConverter<int>(),
            new JsonWholeConverter<uint>(),
            new JsonWholeConverter<long>(),
            new JsonWholeConverter<ulong>(),
        },

        // The server's own types without reflection, a user's own with it.
        TypeInfoResolver = JsonTypeInfoResolver.Combine(WireJsonContext.Default, new DefaultJsonTypeInfoResolver()),
    };
}
