using System.Buffers;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Connections;

namespace GameServer.Rpc.Transport;

/// <summary>A WebSocket as a line: one message of the socket is one message. See RFC 6455.</summary>
internal sealed class WebSocketTransport(WebSocket socket, bool isText, int messageBytes) : ITransport, IDisposable
{
    private const int FirstBuffer = 1024;
    private const int LongestReason = 123;
    private readonly WebSocketMessageType _type = isText ? WebSocketMessageType.Text : WebSocketMessageType.Binary;
    private readonly int _limit = messageBytes == 0 ? Array.MaxLength - 1 : messageBytes;
    private byte[]? _buffer;
    private volatile bool _isAborted;

    public async ValueTask<Inbound> ReadAsync()
    {
        Release();
        try
        {
            // Waiting costs no memory: a buffer is rented when there is something to put into it.
            var arrival = await socket.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None);
            if (arrival.MessageType == WebSocketMessageType.Close)
            {
                return new Inbound(InboundKind.End);
            }

            // Read whatever it is: what is left in the socket would be there again at once at the next read.
            var inbound = arrival.EndOfMessage ? new Inbound(InboundKind.Message) : await ReadBodyAsync();
            return arrival.MessageType == _type || inbound.Kind == InboundKind.End ? inbound : new Inbound(InboundKind.WrongKind);
        }
        catch (ConnectionAbortedException) when (!_isAborted)
        {
            // Cut from this side and not by us: by the socket itself, whose pings nobody answered.
            _isAborted = true;
            return new Inbound(InboundKind.Idle);
        }
        catch (Exception exception) when (IsLoss(exception))
        {
            return new Inbound(InboundKind.End);
        }
    }

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> message)
    {
        try
        {
            await socket.SendAsync(message, _type, WebSocketMessageFlags.EndOfMessage, CancellationToken.None);
        }
        catch (Exception exception) when (IsLoss(exception))
        {
            throw new IOException("The line is lost.", exception);
        }
    }

    public async ValueTask CloseAsync(CloseReason reason)
    {
        try
        {
            var (code, text) = reason.IsLost
                ? (WebSocketCloseStatus.Empty, null)
                : ((WebSocketCloseStatus)reason.Code, Shorten(reason.Reason));
            await socket.CloseOutputAsync(code, text, CancellationToken.None);
        }
        catch (Exception exception) when (IsLoss(exception))
        {
            throw new IOException("The line is lost.", exception);
        }
    }

    public void Abort()
    {
        _isAborted = true;
        socket.Abort();
    }

    public void Dispose()
    {
        Release();
        socket.Dispose();
    }

    private async ValueTask<Inbound> ReadBodyAsync()
    {
        var length = 0;
        _buffer = ArrayPool<byte>.Shared.Rent(Math.Min(FirstBuffer, _limit + 1));
        while (true)
        {
            // One byte more than the limit, to see that a message goes beyond it.
            var usable = Math.Min(_buffer.Length, _limit + 1);
            if (length == usable)
            {
                Grow(length);
                continue;
            }

            var received = await socket.ReceiveAsync(_buffer.AsMemory(length, usable - length), CancellationToken.None);
            length += received.Count;
            if (received.MessageType == WebSocketMessageType.Close)
            {
                return new Inbound(InboundKind.End);
            }

            if (length > _limit)
            {
                return new Inbound(InboundKind.TooBig);
            }

            if (received.EndOfMessage)
            {
                return new Inbound(InboundKind.Message, _buffer.AsMemory(0, length));
            }
        }
    }

    private void Grow(int length)
    {
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min((long)_limit + 1, (long)length * 2));
        _buffer.AsSpan(0, length).CopyTo(larger);
        Release();
        _buffer = larger;
    }

    private void Release()
    {
        if (_buffer is { } buffer)
        {
            _buffer = null;
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static string Shorten(string reason)
    {
        while (Encoding.UTF8.GetByteCount(reason) > LongestReason)
        {
            reason = reason[..^1];
        }

        return reason;
    }

    private static bool IsLoss(Exception exception) => exception is WebSocketException or IOException
        or OperationCanceledException or ObjectDisposedException or InvalidOperationException;
}
