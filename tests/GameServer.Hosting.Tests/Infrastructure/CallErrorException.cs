using System.Text.Json;

namespace GameServer.Hosting.Tests.Infrastructure;

/// <summary>The server answered a call with an error.</summary>
public sealed class CallErrorException(int code, string message, JsonElement error) : Exception(message)
{
    public int Code { get; } = code;

    /// <summary>The error object in full.</summary>
    public JsonElement Error { get; } = error;
}
