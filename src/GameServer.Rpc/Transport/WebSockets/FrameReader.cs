using System.Buffers;
using System.Text.Unicode;

namespace GameServer.Rpc.Transport.WebSockets;

/// <summary>
/// Makes messages of the bytes that a client sent, in place and without waiting: what the rules of RFC 6455 allow, and
/// for anything else the reason with which the line is to be closed. Holds a buffer only while bytes are in it.
/// </summary>
/// <param name="writer">Answers pings.</param>
/// <param name="isText">Whether messages are to be text.</param>
/// <param name="limit">The longest message.</param>
internal sealed class FrameReader(FrameWriter writer, bool isText, int limit)
{
    private const int FirstBuffer = 4096;
    private const int LeastRoom = 512;
    private byte[] _buffer = [];

    // In the buffer lie, in this order: the message's payload so far, heads and control frames that are done with, and
    // what has not been looked at.
    private int _start;
    private int _length;
    private int _next;
    private int _end;

    // Of the frame whose payload is next, if its head has been read.
    private FrameHead _frame;
    private long _missing;
    private uint _mask;
    private bool _isWithinFrame;

    // Of the message whose end has not come; no part of one is a continuation.
    private Opcode _message;
    private bool _isTooBig;
    private volatile State _state;

    private enum State : byte
    {
        Open,

        // The rules were broken: what else comes means nothing.
        Deaf,

        // The client has closed.
        Closed,
    }

    /// <summary>Whether nothing is kept that more bytes would be added to.</summary>
    public bool IsEmpty => _length == 0 && _next == _end;

    /// <summary>True once the rules were broken, so that whatever comes means nothing.</summary>
    public bool IsDeaf => _state == State.Deaf;

    /// <summary>True once the client has sent a close frame, whatever was in it.</summary>
    public bool HasClosed { get; private set; }

    /// <summary>The answer to a client that closed as the rules want it; null for any other.</summary>
    public CloseReason? Answer { get; private set; }

    /// <summary>How many bytes are rented.</summary>
    public int Rented => _buffer.Length;

    /// <summary>Where the next bytes go; at least one fits.</summary>
    public Memory<byte> Room()
    {
        if (IsEmpty)
        {
            (_next, _end) = (0, 0);
        }

        if (_buffer.Length - _end < LeastRoom)
        {
            MakeRoom();
        }

        return _buffer.AsMemory(_end);
    }

    /// <summary>So many bytes were put there.</summary>
    public void Added(int count) => _end += count;

    /// <summary>Gives the buffer back, and what is in it up.</summary>
    public void Release()
    {
        (_start, _length, _next, _end) = (0, 0, 0, 0);
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = [];
        }
    }

    /// <summary>Forgets the message that was taken before and looks for the next.</summary>
    /// <param name="inbound">A message, or what is to end the line; its bytes lie here until the next call.</param>
    /// <returns>Whether there is one; without, more bytes are needed.</returns>
    public bool TryTake(out Inbound inbound)
    {
        if (_message == Opcode.Continuation)
        {
            _length = 0;
        }

        while (_state == State.Open)
        {
            if (_isWithinFrame)
            {
                TakePayload();
                if (_missing > 0)
                {
                    inbound = default;
                    return false;
                }

                _isWithinFrame = false;
                if (_frame.IsFinal && EndMessage() is { } ended)
                {
                    inbound = ended;
                    return true;
                }

                continue;
            }

            var status = FrameHead.Read(_buffer.AsSpan(_next, _end - _next), out _frame);
            if (status == OperationStatus.NeedMoreData || (status == OperationStatus.Done && _frame.IsControl && !HasAllOfControl))
            {
                inbound = default;
                return false;
            }

            if ((status == OperationStatus.InvalidData ? Fail(CloseReason.ProtocolError) : _frame.IsControl ? TakeControl() : Begin()) is { } end)
            {
                inbound = end;
                return true;
            }
        }

        // Thrown away, so that the close frame arrives: a socket with unread input that is closed takes back what it sent.
        (_start, _length, _next, _end) = (0, 0, 0, 0);
        inbound = new Inbound(InboundKind.End);
        return _state == State.Closed;
    }

    private bool HasAllOfControl => _end - _next >= _frame.Length + _frame.Payload;

    /// <summary>The head of a data frame has been read.</summary>
    private Inbound? Begin()
    {
        if (_frame.Opcode == Opcode.Continuation == (_message == Opcode.Continuation))
        {
            return Fail(CloseReason.ProtocolError);
        }

        _next += _frame.Length;
        (_isWithinFrame, _missing, _mask) = (true, _frame.Payload, _frame.Mask);
        if (_frame.Opcode != Opcode.Continuation)
        {
            (_message, _length) = (_frame.Opcode, 0);
        }

        if (_isTooBig || _frame.Payload <= limit - _length)
        {
            return null;
        }

        // The rest is read, so that what follows it is, but not kept.
        (_isTooBig, _length) = (true, 0);
        return new Inbound(InboundKind.TooBig);
    }

    private void TakePayload()
    {
        var count = (int)Math.Min(_missing, _end - _next);
        if (!_isTooBig)
        {
            var part = _buffer.AsSpan(_next, count);
            _mask = FrameMask.Apply(part, _mask);
            _start = _length == 0 ? _next : _start;
            if (_start + _length != _next)
            {
                part.CopyTo(_buffer.AsSpan(_start + _length));
            }

            _length += count;
        }

        _next += count;
        _missing -= count;
    }

    private Inbound? EndMessage()
    {
        var (opcode, wasTooBig) = (_message, _isTooBig);
        (_message, _isTooBig) = (Opcode.Continuation, false);
        if (wasTooBig)
        {
            return null;
        }

        var message = _buffer.AsMemory(_start, _length);
        return opcode != (isText ? Opcode.Text : Opcode.Binary) ? new Inbound(InboundKind.WrongKind)
            : isText && !Utf8.IsValid(message.Span) ? Fail(CloseReason.NotUtf8)
            : new Inbound(InboundKind.Message, message);
    }

    private Inbound? TakeControl()
    {
        var payload = _buffer.AsSpan(_next + _frame.Length, (int)_frame.Payload);
        FrameMask.Apply(payload, _frame.Mask);
        _next += _frame.Length + payload.Length;
        switch (_frame.Opcode)
        {
            case Opcode.Ping:
                writer.Pong(payload);
                return null;
            case Opcode.Close when CloseFrame.Fault(payload) is { } fault:
                HasClosed = true;
                return Fail(fault);
            case Opcode.Close:
                (HasClosed, Answer, _state) = (true, CloseFrame.Answer(payload), State.Closed);
                return new Inbound(InboundKind.End);
            default:
                return null;
        }
    }

    private Inbound Fail(CloseReason reason)
    {
        _state = State.Deaf;
        return new Inbound(reason.Code == CloseReason.NotUtf8.Code ? InboundKind.NotUtf8 : InboundKind.Malformed);
    }

    private void MakeRoom()
    {
        // What is between the message and the rest, heads and control frames, is done with: however much of it comes
        // before the message ends, it takes no room.
        var rest = _end - _next;
        var used = _length + rest;
        var target = _buffer;
        if (_buffer.Length - used < LeastRoom)
        {
            target = ArrayPool<byte>.Shared.Rent((int)Math.Min(Array.MaxLength, Math.Max(FirstBuffer, 2L * _buffer.Length)));
        }

        _buffer.AsSpan(_start, _length).CopyTo(target);
        _buffer.AsSpan(_next, rest).CopyTo(target.AsSpan(_length));
        if (target != _buffer && _buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
        }

        (_buffer, _start, _next, _end) = (target, 0, _length, used);
    }
}
