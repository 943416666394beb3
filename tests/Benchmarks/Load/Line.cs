using System.Net.Sockets;
using System.Text;
using Benchmarks.Dialects;

namespace Benchmarks.Load;

/// <summary>
/// One connection of the load client. It is opened by blocking calls, and from <see cref="Start"/> on it never waits:
/// what the socket does not take stays in a buffer, and messages go to the drive as they come.
/// </summary>
internal sealed class Line : IDisposable
{
    private const int Patience = 20_000;
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = Patience, SendTimeout = Patience };
    private readonly Opcode _opcode;
    private byte[] _in = new byte[8192];
    private int _inStart;
    private int _inEnd;
    private byte[] _out = new byte[2048];
    private int _outStart;
    private int _outEnd;
    private byte[] _message = [];
    private int _messageLength;
    private Epoll? _epoll;
    private bool _waitsToWrite;

    /// <summary>A connection that is not open yet.</summary>
    /// <param name="index">Its number among the others, from 0 on.</param>
    /// <param name="opcode">How the dialect's messages go.</param>
    public Line(int index, Opcode opcode)
    {
        Index = index;
        _opcode = opcode;
    }

    public int Index { get; }

    /// <summary>What was received, frame headers included, since the connection was opened.</summary>
    public long Received { get; private set; }

    private int Descriptor => (int)_socket.Handle;

    /// <summary>Connects and asks for the upgrade.</summary>
    public void Open(Uri server, Dialect dialect)
    {
        var path = dialect.PathFor(server, Index);
        _socket.Connect(server.Host, server.Port);
        var subprotocol = dialect.Subprotocol is { } name ? $"Sec-WebSocket-Protocol: {name}\r\n" : "";
        _socket.Send(Encoding.ASCII.GetBytes(
            $"GET {path} HTTP/1.1\r\nHost: {server.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + $"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n{subprotocol}\r\n"));
        int end;
        while ((end = _in.AsSpan(0, _inEnd).IndexOf("\r\n\r\n"u8)) < 0)
        {
            Fill();
        }

        var answer = Encoding.ASCII.GetString(_in, 0, end);
        if (!answer.StartsWith("HTTP/1.1 101", StringComparison.Ordinal))
        {
            throw new IOException($"The server did not upgrade {path}: {answer}");
        }

        _inStart = end + 4;
        dialect.Greet(this);
    }

    /// <summary>Sends a message, while the line is being opened.</summary>
    public void Send(ReadOnlySpan<byte> payload) => _socket.Send(Frames.Of(_opcode, payload));

    /// <summary>Waits for a message, while the line is being opened.</summary>
    public ReadOnlySpan<byte> Receive()
    {
        while (true)
        {
            if (TryTake(out var message))
            {
                return message;
            }

            Fill();
        }
    }

    /// <summary>From now on the line does not wait any more, and the loop says when to read and write.</summary>
    public void Start(Epoll epoll)
    {
        _epoll = epoll;
        epoll.Watch(Descriptor, Index);
    }

    /// <summary>Puts frames behind what is to be sent; <see cref="Flush"/> sends it.</summary>
    public void Enqueue(ReadOnlySpan<byte> frames)
    {
        if (_outStart == _outEnd)
        {
            _outStart = _outEnd = 0;
        }

        if (_out.Length - _outEnd < frames.Length)
        {
            Array.Resize(ref _out, Math.Max(_out.Length * 2, _outEnd + frames.Length));
        }

        frames.CopyTo(_out.AsSpan(_outEnd));
        _outEnd += frames.Length;
    }

    /// <summary>Puts a message behind what is to be sent; for what is not made beforehand.</summary>
    public void EnqueueMessage(ReadOnlySpan<byte> payload) => Enqueue(Frames.Of(_opcode, payload));

    /// <summary>Sends what the socket takes; the loop is told when there is more.</summary>
    public void Flush()
    {
        while (_outStart < _outEnd)
        {
            var sent = Epoll.Write(Descriptor, _out.AsSpan(_outStart, _outEnd - _outStart));
            if (sent < 0)
            {
                break;
            }

            _outStart += sent;
        }

        var waits = _outStart < _outEnd;
        if (waits != _waitsToWrite)
        {
            _waitsToWrite = waits;
            _epoll!.Change(Descriptor, Index, Epoll.Readable | (waits ? Epoll.Writable : 0));
        }
    }

    /// <summary>Reads once what is there, and hands every message that is whole to the drive.</summary>
    public void Read(Drive drive)
    {
        MakeRoom();
        var received = Epoll.Read(Descriptor, _in.AsSpan(_inEnd));
        if (received == 0)
        {
            throw new IOException($"Line {Index} was closed by the server.");
        }

        if (received > 0)
        {
            _inEnd += received;
            Received += received;
            HandOver(drive);
        }
    }

    /// <summary>Hands over what came along with what was read while the line was being opened.</summary>
    public void HandOver(Drive drive)
    {
        while (TryTake(out var message))
        {
            drive.Received(this, message);
        }

        Flush();
    }

    public void Dispose()
    {
        if (_epoll is not null)
        {
            _epoll.Forget(Descriptor);
        }

        _socket.Dispose();
    }

    private void Fill()
    {
        MakeRoom();
        var received = _socket.Receive(_in.AsSpan(_inEnd));
        _inEnd += received > 0 ? received : throw new IOException($"Line {Index} was closed by the server while it was opened.");
        Received += received;
    }

    /// <summary>Takes the next message that is whole, and sees to the control frames before it.</summary>
    private bool TryTake(out ReadOnlySpan<byte> message)
    {
        while (Frames.TryRead(_in.AsSpan(_inStart, _inEnd - _inStart), out var frame))
        {
            var payload = _in.AsSpan(_inStart + frame.Header, frame.Payload);
            _inStart += frame.Length;
            switch (frame.Opcode)
            {
                case Opcode.Close:
                    throw new IOException($"The server closed line {Index}: {Encoding.UTF8.GetString(payload.Length < 2 ? payload : payload[2..])}");
                case Opcode.Ping:
                    Enqueue(Frames.Of(Opcode.Pong, payload));
                    break;
                case Opcode.Pong:
                    break;
                case not Opcode.Continuation when frame.IsFinal:
                    message = payload;
                    return true;
                default:
                    Append(payload);
                    if (frame.IsFinal)
                    {
                        message = _message.AsSpan(0, _messageLength);
                        _messageLength = 0;
                        return true;
                    }

                    break;
            }
        }

        message = default;
        return false;
    }

    private void Append(ReadOnlySpan<byte> part)
    {
        if (_message.Length - _messageLength < part.Length)
        {
            Array.Resize(ref _message, Math.Max(_message.Length * 2, _messageLength + part.Length));
        }

        part.CopyTo(_message.AsSpan(_messageLength));
        _messageLength += part.Length;
    }

    private void MakeRoom()
    {
        if (_inStart == _inEnd)
        {
            _inStart = _inEnd = 0;
        }
        else if (_inEnd == _in.Length && _inStart > 0)
        {
            _in.AsSpan(_inStart, _inEnd - _inStart).CopyTo(_in);
            (_inStart, _inEnd) = (0, _inEnd - _inStart);
        }

        if (_inEnd == _in.Length)
        {
            Array.Resize(ref _in, _in.Length * 2);
        }
    }
}
