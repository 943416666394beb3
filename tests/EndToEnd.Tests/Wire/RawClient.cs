using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MessagePack;

namespace EndToEnd.Tests.Wire;

/// <summary>
/// A client that was written from the specification alone: a WebSocket, and any JSON or MessagePack library. Messages
/// are shown as JSON, whatever they travelled as.
/// </summary>
internal sealed class RawClient : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly ClientWebSocket _socket = new();
    private readonly Queue<JsonNode> _unread = new();
    private readonly byte[] _buffer = new byte[1 << 20];
    private int _lastId;

    /// <summary>What the server agreed to; null when nothing was offered.</summary>
    public string? Subprotocol => _socket.SubProtocol;

    private bool IsBinary => Subprotocol == "gameserver.v1.msgpack";

    /// <summary>Opens a line.</summary>
    /// <param name="url">The address of the WebSocket.</param>
    /// <param name="subprotocol">The only one to offer; null for none.</param>
    public static async Task<RawClient> ConnectAsync(Uri url, string? subprotocol = null)
    {
        var client = new RawClient();
        if (subprotocol is not null) client._socket.Options.AddSubProtocol(subprotocol);
        using var patience = Limit();
        await client._socket.ConnectAsync(url, patience.Token);
        return client;
    }

    /// <summary>Calls a method and waits for its reply; what else arrives meanwhile is kept.</summary>
    /// <param name="method">The method.</param>
    /// <param name="parameters">Its arguments, an object or an array.</param>
    /// <returns>The whole reply.</returns>
    public async Task<JsonNode> RequestAsync(string method, JsonNode? parameters = null)
    {
        var id = ++_lastId;
        await SendAsync(Message(method, parameters, id));
        var passed = new List<JsonNode>();
        while (true)
        {
            var message = await NextAsync();
            if (message["id"]?.GetValue<int>() != id)
            {
                passed.Add(message);
                continue;
            }

            foreach (var other in passed) _unread.Enqueue(other);
            return message;
        }
    }

    /// <summary>Calls a method that must succeed.</summary>
    /// <returns>The reply's result.</returns>
    public async Task<JsonNode> CallAsync(string method, JsonNode? parameters = null)
    {
        var reply = await RequestAsync(method, parameters);
        return reply["result"] ?? throw new InvalidOperationException($"{method}: {reply.ToJsonString()}");
    }

    /// <summary>Sends a line as it is.</summary>
    /// <param name="line">One message in JSON.</param>
    public Task SendLineAsync(string line) => SendAsync(JsonNode.Parse(line)!.AsObject());

    /// <summary>Waits for the next message, whatever it is.</summary>
    public async Task<JsonNode> ReadAsync() => _unread.TryDequeue(out var message) ? message : await NextAsync();

    /// <summary>Calls a method and wants no reply.</summary>
    public Task NotifyAsync(string method, JsonNode? parameters = null) => SendAsync(Message(method, parameters, null));

    /// <summary>Waits for an event or a snapshot.</summary>
    /// <param name="method">Its name.</param>
    /// <returns>Its params.</returns>
    public async Task<JsonNode> WaitForAsync(string method)
    {
        while (true)
        {
            var message = _unread.Count > 0 ? _unread.Dequeue() : await NextAsync();
            if (message["method"]?.GetValue<string>() == method) return message["params"]!;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_socket.State == WebSocketState.Open)
        {
            using var patience = Limit();
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token);
        }

        _socket.Dispose();
    }

    private static JsonObject Message(string method, JsonNode? parameters, int? id)
    {
        var message = new JsonObject { ["jsonrpc"] = "2.0" };
        if (id is not null) message["id"] = id;
        message["method"] = method;
        if (parameters is not null) message["params"] = parameters;
        return message;
    }

    private static CancellationTokenSource Limit()
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        source.CancelAfter(Patience);
        return source;
    }

    private async Task SendAsync(JsonObject message)
    {
        using var patience = Limit();
        var text = message.ToJsonString();
        var bytes = IsBinary ? MessagePackSerializer.ConvertFromJson(text, cancellationToken: patience.Token) : Encoding.UTF8.GetBytes(text);
        await _socket.SendAsync(bytes, IsBinary ? WebSocketMessageType.Binary : WebSocketMessageType.Text, true, patience.Token);
    }

    private async Task<JsonNode> NextAsync()
    {
        using var patience = Limit();
        var length = 0;
        while (true)
        {
            var part = await _socket.ReceiveAsync(_buffer.AsMemory(length), patience.Token);
            if (part.MessageType == WebSocketMessageType.Close)
                throw new InvalidOperationException($"Closed: {_socket.CloseStatus} {_socket.CloseStatusDescription}");
            Assert.Equal(IsBinary ? WebSocketMessageType.Binary : WebSocketMessageType.Text, part.MessageType);
            length += part.Count;
            if (part.EndOfMessage) break;
        }

        var bytes = _buffer.AsMemory(0, length);
        var text = IsBinary ? MessagePackSerializer.ConvertToJson(bytes, cancellationToken: patience.Token) : Encoding.UTF8.GetString(bytes.Span);
        return JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { MaxDepth = 64 })!;
    }
}
