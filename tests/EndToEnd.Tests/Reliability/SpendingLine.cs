using System.Buffers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EndToEnd.Tests.Reliability;

/// <summary>A raw WebSocket on which many calls run at once. One task uses it.</summary>
internal sealed class SpendingLine : IDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly ArrayBufferWriter<byte> _message = new();
    private readonly Dictionary<int, string> _calls = [];
    private int _lastId;

    /// <summary>How many calls have not been answered.</summary>
    public int InFlight => _calls.Count;

    public Task ConnectAsync(Uri url, CancellationToken cancellation) => _socket.ConnectAsync(url, cancellation);

    /// <summary>Sends a call.</summary>
    /// <param name="tag">Comes back with the answer.</param>
    /// <param name="method">The method.</param>
    /// <param name="parameters">Its arguments.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task SendAsync(string tag, string method, JsonObject parameters, CancellationToken cancellation)
    {
        var id = ++_lastId;
        _calls.Add(id, tag);
        var text = new JsonObject { ["jsonrpc"] = "2.0", ["id"] = id, ["method"] = method, ["params"] = parameters }.ToJsonString();
        await _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, cancellation);
    }

    /// <summary>Calls a method while nothing else is in flight.</summary>
    /// <returns>The result.</returns>
    public async Task<JsonElement> CallAsync(string method, JsonObject parameters, CancellationToken cancellation)
    {
        await SendAsync(method, method, parameters, cancellation);
        var (_, answer) = await NextAsync(cancellation);
        return answer.TryGetProperty("result", out var result) ? result : throw new InvalidOperationException($"{method}: {answer}");
    }

    /// <summary>The next answer, and the tag of its call.</summary>
    public async Task<(string Tag, JsonElement Answer)> NextAsync(CancellationToken cancellation)
    {
        while (true)
        {
            _message.ResetWrittenCount();
            ValueWebSocketReceiveResult received;
            do
            {
                received = await _socket.ReceiveAsync(_message.GetMemory(4096), cancellation);
                if (received.MessageType == WebSocketMessageType.Close)
                {
                    throw new WebSocketException($"Closed: {_socket.CloseStatus} {_socket.CloseStatusDescription}");
                }

                _message.Advance(received.Count);
            }
            while (!received.EndOfMessage);

            var message = JsonElement.Parse(_message.WrittenSpan);
            if (message.TryGetProperty("id", out var id) && _calls.Remove(id.GetInt32(), out var tag))
            {
                return (tag, message);
            }
        }
    }

    public void Dispose() => _socket.Dispose();
}
