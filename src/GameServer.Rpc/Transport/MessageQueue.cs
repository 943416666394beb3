using System.Buffers;
using System.Buffers.Binary;

namespace GameServer.Rpc.Transport;

/// <summary>Replies and events one after another in one rented buffer, each after its head. Holds no memory when empty.</summary>
internal sealed class MessageQueue
{
    private const int Head = sizeof(int);
    private const int FirstBuffer = 512;
    private byte[] _buffer = [];
    private int _start;
    private int _end;

    public bool IsEmpty => _start == _end;

    public void Add(ReadOnlySpan<byte> message, OutboxLane lane)
    {
        var needed = Head + message.Length;
        if (_buffer.Length - _end < needed)
        {
            Grow(needed);
        }

        // Lengths are never negative, so the sign is free to tell the two kinds apart.
        BinaryPrimitives.WriteInt32LittleEndian(_buffer.AsSpan(_end), lane == OutboxLane.Reply ? ~message.Length : message.Length);
        message.CopyTo(_buffer.AsSpan(_end + Head));
        _end += needed;
    }

    /// <summary>Takes out the first message; its bytes are valid until something is added or cleared.</summary>
    public bool TryTake(out ReadOnlyMemory<byte> message, out OutboxLane lane)
    {
        if (IsEmpty)
        {
            (message, lane) = (default, default);
            return false;
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(_buffer.AsSpan(_start));
        lane = length < 0 ? OutboxLane.Reply : OutboxLane.Event;
        length = length < 0 ? ~length : length;
        message = _buffer.AsMemory(_start + Head, length);
        _start += Head + length;
        return true;
    }

    public void Clear()
    {
        _start = _end = 0;
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = [];
        }
    }

    private void Grow(int needed)
    {
        var used = _end - _start;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(FirstBuffer, Math.Max(used + needed, used * 2)));
        _buffer.AsSpan(_start, used).CopyTo(larger);
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
        }

        (_buffer, _start, _end) = (larger, 0, used);
    }
}
