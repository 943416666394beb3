using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using MessagePack;

namespace GameServer.Rpc.Tests.Support;

/// <summary>A client that speaks one format and shows messages as JSON, whatever they are on the wire.</summary>
public sealed class TestClient(ClientWebSocket socket, bool isText) : IDisposable
{
    // A message that never comes fails its test instead of holding up the run.
    private readonly CancellationTokenSource _patience = Patience();

    public WebSocket Socket => socket;

    public static byte[] Encode(string json, bool isText) =>
        isText ? Encoding.UTF8.GetBytes(json) : MessagePackSerializer.ConvertFromJson(json, cancellationToken: default);

    public static JsonNode Decode(ReadOnlyMemory<byte> message, bool isText)
    {
        var decoded = JsonNode.Parse(isText ? Encoding.UTF8.GetString(message.Span) : MessagePackSerializer.ConvertToJson(message))!;
        Leaks.None(decoded);
        foreach (var reply in decoded is JsonArray batch ? batch.AsEnumerable() : [decoded])
        {
            if (reply is JsonObject && reply["error"] is JsonObject error)
            {
                CheckData(error, isText);
            }
        }

        return decoded;
    }

    /// <summary>An error without data has no key for it in JSON, and nil in MessagePack, which is taken out to show both alike.</summary>
    private static void CheckData(JsonObject error, bool isText)
    {
        var isThere = error.TryGetPropertyValue("data", out var data);
        Assert.True(isText ? !isThere || data is not null : isThere, error.ToJsonString());
        if (data is null)
        {
            error.Remove("data");
        }
    }

    public Task SendAsync(string json) => SendRawAsync(Encode(json, isText));

    public Task SendRawAsync(byte[] message, bool? asText = null) => socket.SendAsync(
        message, (asText ?? isText) ? WebSocketMessageType.Text : WebSocketMessageType.Binary, true,
        TestContext.Current.CancellationToken);

    public async Task<JsonNode> ReceiveAsync() => Decode(await ReceiveRawAsync(), isText);

    public async Task<byte[]> ReceiveRawAsync()
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[4096];
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer, _patience.Token);
            Assert.True(
                received.MessageType != WebSocketMessageType.Close, $"closed: {socket.CloseStatus} {socket.CloseStatusDescription}");
            Assert.Equal(isText ? WebSocketMessageType.Text : WebSocketMessageType.Binary, received.MessageType);
            bytes.Write(buffer, 0, received.Count);
            if (received.EndOfMessage)
            {
                return bytes.ToArray();
            }
        }
    }

    /// <summary>Sends and waits for the next message, shown as compact JSON.</summary>
    public async Task<string> CallAsync(string json)
    {
        await SendAsync(json);
        return await ReceiveTextAsync();
    }

    /// <summary>The next message, shown as compact JSON.</summary>
    public async Task<string> ReceiveTextAsync() => (await ReceiveAsync()).ToJsonString(Compact);

    /// <summary>Reads until the other side closes.</summary>
    public async Task<(int Code, string? Reason)> ReceiveCloseAsync()
    {
        var buffer = new byte[4096];
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer, _patience.Token);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                return ((int)socket.CloseStatus!, socket.CloseStatusDescription);
            }
        }
    }

    public void Dispose()
    {
        socket.Dispose();
        _patience.Dispose();
    }

    private static CancellationTokenSource Patience()
    {
        var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        return patience;
    }

    private static readonly System.Text.Json.JsonSerializerOptions Compact = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
