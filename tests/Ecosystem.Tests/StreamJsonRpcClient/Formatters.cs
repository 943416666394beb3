using System.Text.Json;
using Nerdbank.MessagePack;
using PolyType.ReflectionProvider;
using StreamJsonRpc;

namespace Ecosystem.Tests.StreamJsonRpcClient;

/// <summary>The formatters that come with StreamJsonRpc and speak one of this server's formats.</summary>
internal static class Formatters
{
    /// <summary>Makes a formatter.</summary>
    /// <param name="name">The name of its class.</param>
    /// <returns>It, and the subprotocol of what it speaks.</returns>
    public static (IJsonRpcMessageFormatter Formatter, string Subprotocol) Create(string name) => name switch
    {
        nameof(SystemTextJsonFormatter) =>
            (new SystemTextJsonFormatter { JsonSerializerOptions = new(JsonSerializerDefaults.Web) }, "gameserver.v1.json"),
        nameof(JsonMessageFormatter) => (new JsonMessageFormatter(), "gameserver.v1.json"),
        nameof(PolyTypeJsonFormatter) => (
            new PolyTypeJsonFormatter
            {
                TypeShapeProvider = ReflectionTypeShapeProvider.Default,
                JsonSerializerOptions = new(JsonSerializerDefaults.Web) { TypeInfoResolver = new System.Text.Json.Serialization.Metadata.DefaultJsonTypeInfoResolver() },
            },
            "gameserver.v1.json"),
        nameof(MessagePackFormatter) => (new MessagePackFormatter(), "gameserver.v1.msgpack"),
        nameof(NerdbankMessagePackFormatter) => (
            new NerdbankMessagePackFormatter
            {
                TypeShapeProvider = ReflectionTypeShapeProvider.Default,
                UserDataSerializer = NerdbankMessagePackFormatter.DefaultSerializer with { PropertyNamingPolicy = MessagePackNamingPolicy.CamelCase },
            },
            "gameserver.v1.msgpack"),
        _ => throw new ArgumentException(name, nameof(name)),
    };
}
