using System.Buffers;
using System.Net.WebSockets;
using System.Text;
using MessagePack;

namespace Benchmarks.RoomLoad;

/// <summary>One player in MessagePack: signs in as a guest, joins, steers, and counts what it receives.</summary>
internal sealed class LoadClient : IAsyncDisposable
{
    private static readonly byte[] Snapshot = "room.snapshot"u8.ToArray();
    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _received = new byte[256 * 1024];
    private readonly ArrayBufferWriter<byte> _steer = new();

    public string Room { get; private set; } = "";

    public long Snapshots { get; set; }

    public long Bytes { get; set; }

    public async Task ConnectAsync(Uri server, string name, CancellationToken cancellation)
    {
        _socket.Options.AddSubProtocol("gameserver.v1.msgpack");
        await _socket.ConnectAsync(server, cancellation);
        await CallAsync($$$"""{"jsonrpc":"2.0","id":1,"method":"login.guest","params":{"name":"{{{name}}}"}}""", cancellation);
        var joined = await CallAsync("""{"jsonrpc":"2.0","id":2,"method":"room.join","params":{"game":"tank"}}""", cancellation);
        using var reply = System.Text.Json.JsonDocument.Parse(joined);
        Room = reply.RootElement.GetProperty("result").GetProperty("room").GetProperty("id").GetString()!;
    }

    public async Task ReceiveAsync(CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                var length = await ReadMessageAsync(cancellation);
                Bytes += length + (length < 126 ? 2 : length < 65536 ? 4 : 10);
                if (_received.AsSpan(0, length).IndexOf(Snapshot) >= 0)
                {
                    Snapshots++;
                }
            }
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
        }
    }

    public ValueTask SteerAsync(int seq, Random random, CancellationToken cancellation)
    {
        _steer.ResetWrittenCount();
        var writer = new MessagePackWriter(_steer);
        writer.WriteMapHeader(3);
        writer.Write("jsonrpc");
        writer.Write("2.0");
        writer.Write("method");
        writer.Write("tank.steer");
        writer.Write("params");
        writer.WriteArrayHeader(5);
        writer.Write(seq);
        writer.Write(1f);
        writer.Write(random.NextSingle() * 2 - 1);
        writer.Write(random.NextSingle() * 6);
        writer.Write(seq % 20 == 0);
        writer.Flush();
        return _socket.SendAsync(_steer.WrittenMemory, WebSocketMessageType.Binary, true, cancellation);
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<string> CallAsync(string request, CancellationToken cancellation)
    {
        await _socket.SendAsync(
            MessagePackSerializer.ConvertFromJson(request, cancellationToken: cancellation), WebSocketMessageType.Binary, true, cancellation);
        while (true)
        {
            var length = await ReadMessageAsync(cancellation);
            var json = MessagePackSerializer.ConvertToJson(_received.AsMemory(0, length), cancellationToken: cancellation);
            if (json.Contains("\"error\":", StringComparison.Ordinal))
            {
                throw new InvalidOperationException(json);
            }

            if (json.Contains("\"result\":", StringComparison.Ordinal))
            {
                return json;
            }
        }
    }

    private async ValueTask<int> ReadMessageAsync(CancellationToken cancellation)
    {
        var length = 0;
        while (true)
        {
            var part = await _socket.ReceiveAsync(_received.AsMemory(length), cancellation);
            length += part.Count;
            if (part.MessageType == WebSocketMessageType.Close)
            {
                throw new InvalidOperationException($"closed: {_socket.CloseStatus} {_socket.CloseStatusDescription}");
            }

            if (part.EndOfMessage)
            {
                return length;
            }
        }
    }
}
