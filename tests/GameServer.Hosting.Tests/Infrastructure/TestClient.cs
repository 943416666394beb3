using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using MessagePack;

namespace GameServer.Hosting.Tests.Infrastructure;

/// <summary>
/// A client written from the protocol alone: a WebSocket, and messages as JSON or the same in MessagePack.
/// </summary>
public sealed class TestClient : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly JsonSerializerOptions CamelCase = new(JsonSerializerDefaults.Web);
    private readonly ClientWebSocket _socket = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonElement>> _calls = new();
    private readonly ConcurrentDictionary<string, Channel<JsonElement>> _events = new();
    private readonly TaskCompletionSource<(int Code, string? Reason)> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly List<string> _received = [];
    private bool _binary;
    private int _lastId;

    private TestClient()
    {
    }

    /// <summary>Completes with close code and reason when the server closes.</summary>
    public Task<(int Code, string? Reason)> Closed => _closed.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);

    /// <summary>Everything that arrived so far, as JSON, in order.</summary>
    public IReadOnlyList<string> Received
    {
        get
        {
            lock (_received)
            {
                return [.. _received];
            }
        }
    }

    /// <param name="url">The server's.</param>
    /// <param name="subprotocol">The format; null for none.</param>
    /// <param name="prepare">What else is said, and how the line is made.</param>
    public static async Task<TestClient> ConnectAsync(
        Uri url, string? subprotocol, Action<ClientWebSocketOptions, SocketsHttpHandler>? prepare = null)
    {
        var client = new TestClient { _binary = subprotocol == "gameserver.v1.msgpack" };
        if (subprotocol is not null)
        {
            client._socket.Options.AddSubProtocol(subprotocol);
        }

        client._socket.Options.CollectHttpResponseDetails = true;
        using var handler = new SocketsHttpHandler();
        prepare?.Invoke(client._socket.Options, handler);
        using var invoker = new HttpMessageInvoker(handler, disposeHandler: false);
        try
        {
            await client._socket.ConnectAsync(url, invoker, TestContext.Current.CancellationToken).WaitAsync(Patience);
        }
        catch (WebSocketException exception)
        {
            throw new HttpRequestException("The server does not take the line.", exception, client._socket.HttpStatusCode);
        }

        _ = client.ReadAsync();
        return client;
    }

    /// <summary>Makes lines that come from one of this machine's addresses.</summary>
    /// <param name="handler">What makes them.</param>
    /// <param name="address">An address of the loopback network, such as 127.0.0.2.</param>
    public static void ComeFrom(SocketsHttpHandler handler, string address) => handler.ConnectCallback = async (context, cancellation) =>
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Bind(new IPEndPoint(IPAddress.Parse(address), 0));
        await socket.ConnectAsync(IPAddress.Parse(context.DnsEndPoint.Host), context.DnsEndPoint.Port, cancellation);
        return new NetworkStream(socket, ownsSocket: true);
    };

    /// <summary>Calls a method.</summary>
    /// <returns>The result.</returns>
    /// <exception cref="CallErrorException">The server answered with an error.</exception>
    public async Task<JsonElement> CallAsync(string method, object? parameters = null)
    {
        var id = Interlocked.Increment(ref _lastId);
        var reply = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        _calls[id] = reply;
        await SendAsync(new { jsonrpc = "2.0", id, method, @params = parameters ?? new { } });
        var message = await reply.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        return message.TryGetProperty("error", out var error)
            ? throw new CallErrorException(error.GetProperty("code").GetInt32(), error.GetProperty("message").GetString()!, error.Clone())
            : message.GetProperty("result");
    }

    /// <summary>Calls a method without waiting for a reply or wanting one.</summary>
    public Task NotifyAsync(string method, object parameters) => SendAsync(new { jsonrpc = "2.0", method, @params = parameters });

    /// <summary>Calls a method that fails.</summary>
    /// <returns>The error.</returns>
    public async Task<CallErrorException> FailAsync(string method, object? parameters = null) =>
        await Assert.ThrowsAsync<CallErrorException>(() => CallAsync(method, parameters));

    /// <summary>The params of the next notification of this name.</summary>
    public async Task<JsonElement> EventAsync(string name)
    {
        var message = await EventsOf(name).Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience);
        return message.GetProperty("params");
    }

    /// <summary>Whether a notification of this name has arrived that nobody has taken yet.</summary>
    public bool HasEvent(string name) => EventsOf(name).Reader.TryPeek(out _);

    public async ValueTask DisposeAsync()
    {
        if (_socket.State == WebSocketState.Open)
        {
            // The line is cut, as by a browser that is closed.
            _socket.Abort();
        }

        await _closed.Task;
        _socket.Dispose();
        _sending.Dispose();
    }

    private Channel<JsonElement> EventsOf(string name) => _events.GetOrAdd(name, static _ => Channel.CreateUnbounded<JsonElement>());

    private async Task SendAsync(object message)
    {
        var json = JsonSerializer.Serialize(message, CamelCase);
        await _sending.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            await _socket.SendAsync(
                _binary ? MessagePackSerializer.ConvertFromJson(json) : Encoding.UTF8.GetBytes(json),
                _binary ? WebSocketMessageType.Binary : WebSocketMessageType.Text,
                endOfMessage: true,
                TestContext.Current.CancellationToken);
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task ReadAsync()
    {
        var message = new ArrayBufferWriter<byte>();
        try
        {
            while (true)
            {
                var received = await _socket.ReceiveAsync(message.GetMemory(4096), CancellationToken.None);
                if (received.MessageType == WebSocketMessageType.Close)
                {
                    await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
                    break;
                }

                message.Advance(received.Count);
                if (received.EndOfMessage)
                {
                    Take(_binary ? MessagePackSerializer.ConvertToJson(message.WrittenMemory) : Encoding.UTF8.GetString(message.WrittenSpan));
                    message.ResetWrittenCount();
                }
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Cut from either side.
        }

        _closed.TrySetResult(((int?)_socket.CloseStatus ?? 1006, _socket.CloseStatusDescription));
        foreach (var call in _calls.Values)
        {
            call.TrySetException(new WebSocketException("The line was closed before the reply."));
        }
    }

    private void Take(string json)
    {
        lock (_received)
        {
            _received.Add(json);
        }

        var message = JsonDocument.Parse(json).RootElement;
        if (message.TryGetProperty("method", out var method))
        {
            EventsOf(method.GetString()!).Writer.TryWrite(message);
        }
        else if (_calls.TryRemove(message.GetProperty("id").GetInt32(), out var call))
        {
            if (message.TryGetProperty("error", out var error) && Leak.Find(error.GetRawText()) is { } leak)
            {
                call.TrySetException(new InvalidOperationException($"'{leak}' is nobody's business: {json}"));
            }

            call.TrySetResult(message);
        }
    }
}
