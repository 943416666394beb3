using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace GameServer.Rpc.Tests.Support;

/// <summary>A frame as it came.</summary>
public readonly record struct RawFrame(int Opcode, byte[] Body)
{
    public const int Close = 8;
    public const int Ping = 9;
    public const int Pong = 10;

    /// <summary>The code of a close frame.</summary>
    public int CloseCode => BinaryPrimitives.ReadUInt16BigEndian(Body);
}

/// <summary>A TCP client that asks for a WebSocket by hand and then sends whatever bytes it is told to.</summary>
public sealed class RawClient : IDisposable
{
    private readonly TcpClient _tcp;
    private readonly NetworkStream _stream;
    private readonly CancellationTokenSource _patience;

    private RawClient(TcpClient tcp)
    {
        (_tcp, _stream) = (tcp, tcp.GetStream());
        _patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        _patience.CancelAfter(TimeSpan.FromMinutes(1));
    }

    public Socket Socket => _tcp.Client;

    /// <summary>Connects, and does no more.</summary>
    public static async Task<RawClient> ConnectAsync(Uri url, Action<TcpClient>? configure = null)
    {
        var tcp = new TcpClient { NoDelay = true };
        configure?.Invoke(tcp);
        await tcp.ConnectAsync(url.Host, url.Port, TestContext.Current.CancellationToken);
        return new RawClient(tcp);
    }

    /// <summary>Connects and does the handshake of RFC 6455, section 4.</summary>
    public static async Task<RawClient> OpenAsync(Uri url, string? subprotocol = null, Action<TcpClient>? configure = null)
    {
        var client = await ConnectAsync(url, configure);
        await client.SendAsync(Upgrade(url, subprotocol));
        Assert.StartsWith("HTTP/1.1 101 ", await client.ReadHeadAsync(), StringComparison.Ordinal);
        return client;
    }

    /// <summary>The request of the handshake.</summary>
    public static byte[] Upgrade(Uri url, string? subprotocol = null)
    {
        var offer = subprotocol is null ? "" : $"Sec-WebSocket-Protocol: {subprotocol}\r\n";
        return Encoding.ASCII.GetBytes(
            $"GET {url.AbsolutePath} HTTP/1.1\r\nHost: {url.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + $"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n{offer}\r\n");
    }

    /// <summary>A frame of a client: masked, with the right length.</summary>
    /// <param name="first">FIN, the reserved bits and the opcode.</param>
    /// <param name="body">The body before masking.</param>
    public static byte[] Frame(byte first, ReadOnlySpan<byte> body)
    {
        byte[] length = body.Length switch
        {
            < 126 => [(byte)(0x80 | body.Length)],
            <= ushort.MaxValue => [0x80 | 126, (byte)(body.Length >> 8), (byte)body.Length],
            _ => [0x80 | 127, 0, 0, 0, 0, (byte)(body.Length >> 24), (byte)(body.Length >> 16), (byte)(body.Length >> 8), (byte)body.Length],
        };
        byte[] mask = [0x37, 0xfa, 0x21, 0x3d];
        var masked = body.ToArray();
        for (var index = 0; index < masked.Length; index++)
        {
            masked[index] ^= mask[index & 3];
        }

        return [first, .. length, .. mask, .. masked];
    }

    public async Task SendAsync(ReadOnlyMemory<byte> bytes) => await _stream.WriteAsync(bytes, _patience.Token);

    /// <summary>Sends, where the other side still takes it.</summary>
    public async Task<bool> TrySendAsync(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            await SendAsync(bytes);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Sends nothing more: a FIN. What the other side still sends arrives.</summary>
    public void EndSending() => _tcp.Client.Shutdown(SocketShutdown.Send);

    /// <summary>Cuts the connection: a RST.</summary>
    public void Reset()
    {
        _tcp.Client.LingerState = new LingerOption(true, 0);
        _tcp.Client.Close();
    }

    /// <summary>The head of an HTTP answer.</summary>
    public async Task<string> ReadHeadAsync()
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await _stream.ReadAsync(one, _patience.Token) > 0)
        {
            head.Append((char)one[0]);
        }

        return head.ToString();
    }

    /// <summary>Everything up to the end of the line, a character a byte.</summary>
    public async Task<string> ReadAllAsync()
    {
        var all = new MemoryStream();
        try
        {
            await _stream.CopyToAsync(all, _patience.Token);
        }
        catch (IOException)
        {
            // Ended by a RST.
        }

        return Encoding.Latin1.GetString(all.ToArray());
    }

    /// <summary>The next frame; null when the line has ended, by FIN or by RST.</summary>
    public async Task<RawFrame?> ReadFrameAsync()
    {
        try
        {
            var head = new byte[2];
            await _stream.ReadExactlyAsync(head, _patience.Token);
            var length = (long)(head[1] & 0x7f);
            if (length >= 126)
            {
                var size = new byte[length == 126 ? 2 : 8];
                await _stream.ReadExactlyAsync(size, _patience.Token);
                length = size.Aggregate(0L, (sum, next) => sum << 8 | next);
            }

            var body = new byte[length];
            await _stream.ReadExactlyAsync(body, _patience.Token);
            return new RawFrame(head[0] & 0x0f, body);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>How the connection ends: by FIN or by RST; or that it does not, since there are bytes.</summary>
    public async Task<string> ReadEndAsync()
    {
        try
        {
            return await _stream.ReadAsync(new byte[1], _patience.Token) == 0 ? "FIN" : "bytes";
        }
        catch (IOException)
        {
            return "RST";
        }
    }

    /// <summary>Sends a text message.</summary>
    public Task SendTextAsync(string text) => SendAsync(Frame(0x81, Encoding.UTF8.GetBytes(text)));

    /// <summary>The body of the next frame as text; null when the line has ended.</summary>
    public async Task<string?> ReadTextAsync() =>
        await ReadFrameAsync() is { } frame ? Encoding.UTF8.GetString(frame.Body) : null;

    /// <summary>Reads until the line is closed; the code of the close frame, 0 where it was lost without one.</summary>
    public async Task<int> ReadToEndAsync()
    {
        while (await ReadFrameAsync() is { } frame)
        {
            if (frame.Opcode == RawFrame.Close)
            {
                return frame.Body.Length >= 2 ? frame.CloseCode : 0;
            }
        }

        return 0;
    }

    public void Dispose()
    {
        _tcp.Dispose();
        _patience.Dispose();
    }
}
