using System.Diagnostics;
using System.Net.Sockets;
using System.Net.WebSockets;
using MessagePack;

namespace EndToEnd.Tests.Reliability;

/// <summary>
/// One player in MessagePack who reads everything or, from some moment on, nothing. Lean: a hundred of them must not be
/// what is measured.
/// </summary>
internal sealed class Reader : IDisposable
{
    private static readonly byte[] Snapshot = "room.snapshot"u8.ToArray();
    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[256 * 1024];
    private long _lastSnapshot;

    /// <summary>How much later than the one before each snapshot came, in milliseconds, since it was asked to note it.</summary>
    public List<double> Gaps { get; } = [];

    /// <summary>Whether gaps are noted.</summary>
    public bool IsNoting { get; set; }

    /// <summary>Why the line ended, once it has.</summary>
    public (int? Code, string? Reason) End => ((int?)_socket.CloseStatus, _socket.CloseStatusDescription);

    /// <summary>Signs in as a guest.</summary>
    /// <param name="url">The address of the WebSocket.</param>
    /// <param name="receiveBuffer">Bytes that the kernel may take in before they are read; null for its own choice.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<Reader> ConnectAsync(Uri url, int? receiveBuffer, CancellationToken cancellation)
    {
        var reader = new Reader();
        reader._socket.Options.AddSubProtocol("gameserver.v1.msgpack");
        using var handler = new SocketsHttpHandler { ConnectCallback = (context, token) => OpenAsync(context, receiveBuffer, token) };
        using var invoker = new HttpMessageInvoker(handler, disposeHandler: false);
        await reader._socket.ConnectAsync(url, invoker, cancellation);
        await reader.CallAsync("""{"jsonrpc":"2.0","id":1,"method":"login.guest"}""", cancellation);
        return reader;
    }

    /// <summary>Takes a seat.</summary>
    public Task JoinAsync(CancellationToken cancellation) =>
        CallAsync("""{"jsonrpc":"2.0","id":1,"method":"room.join"}""", cancellation);

    /// <summary>Sends a call and does not wait for the reply.</summary>
    public Task SendAsync(string json, CancellationToken cancellation) => _socket.SendAsync(
        MessagePackSerializer.ConvertFromJson(json, cancellationToken: cancellation), WebSocketMessageType.Binary, true, cancellation);

    /// <summary>Reads until the line ends.</summary>
    /// <returns>Every message but snapshots, as JSON.</returns>
    public async Task<List<string>> ReadToEndAsync(CancellationToken cancellation)
    {
        var heard = new List<string>();
        try
        {
            while (await ReadAsync(cancellation) is var length and >= 0)
            {
                if (_buffer.AsSpan(0, length).IndexOf(Snapshot) < 0)
                {
                    heard.Add(MessagePackSerializer.ConvertToJson(_buffer.AsMemory(0, length), cancellationToken: cancellation));
                    continue;
                }

                var now = Stopwatch.GetTimestamp();
                if (IsNoting && _lastSnapshot != 0) Gaps.Add(Stopwatch.GetElapsedTime(_lastSnapshot, now).TotalMilliseconds);
                _lastSnapshot = now;
            }

            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellation);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Cut, or enough was read.
        }

        return heard;
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    private static async ValueTask<Stream> OpenAsync(SocketsHttpConnectionContext context, int? receiveBuffer, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        if (receiveBuffer is { } bytes) socket.ReceiveBufferSize = bytes;
        await socket.ConnectAsync(context.DnsEndPoint, cancellation);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private async Task CallAsync(string json, CancellationToken cancellation)
    {
        await SendAsync(json, cancellation);
        while (await ReadAsync(cancellation) is var length and >= 0)
        {
            var reply = MessagePackSerializer.ConvertToJson(_buffer.AsMemory(0, length), cancellationToken: cancellation);
            if (reply.Contains("\"error\":", StringComparison.Ordinal)) throw new InvalidOperationException(reply);
            if (reply.Contains("\"result\":", StringComparison.Ordinal)) return;
        }

        throw new InvalidOperationException($"Closed: {End}");
    }

    private async ValueTask<int> ReadAsync(CancellationToken cancellation)
    {
        for (var length = 0; ;)
        {
            var part = await _socket.ReceiveAsync(_buffer.AsMemory(length), cancellation);
            if (part.MessageType == WebSocketMessageType.Close) return -1;
            length += part.Count;
            if (part.EndOfMessage) return length;
        }
    }
}
