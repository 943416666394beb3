using System.Buffers;

namespace GameServer.Rpc.Transport;

/// <summary>
/// The place of the one snapshot in an outbox. It is taken from the moment when a snapshot is put in to the moment when it
/// has been written; until it is part of a write, the snapshot can be called back. Under the outbox's lock, but for
/// <see cref="IsFree"/>.
/// </summary>
internal sealed class SnapshotSlot
{
    private byte[] _buffer = [];
    private int _length;
    private volatile State _state;

    private enum State
    {
        Free,
        Waiting,
        InWrite,
    }

    /// <summary>Whether there is none, neither waiting nor being written.</summary>
    public bool IsFree => _state == State.Free;

    /// <summary>A snapshot is part of a write right away.</summary>
    public void Occupy() => _state = State.InWrite;

    /// <summary>Keeps a snapshot until there is a write to take it, if there is none yet.</summary>
    public void TryPut(ReadOnlySpan<byte> message)
    {
        if (!IsFree)
        {
            return;
        }

        _buffer = ArrayPool<byte>.Shared.Rent(message.Length);
        message.CopyTo(_buffer);
        (_length, _state) = (message.Length, State.Waiting);
    }

    /// <summary>What a write is to take now, empty when nothing waits; valid until it is written.</summary>
    public ReadOnlyMemory<byte> Take()
    {
        if (_state != State.Waiting)
        {
            return default;
        }

        _state = State.InWrite;
        return _buffer.AsMemory(0, _length);
    }

    /// <summary>Forgets a snapshot that is not part of a write yet.</summary>
    public void Drop()
    {
        if (_state == State.Waiting)
        {
            Free();
        }
    }

    /// <summary>What was in the write is out.</summary>
    public void Written()
    {
        if (_state == State.InWrite)
        {
            Free();
        }
    }

    /// <summary>Empties it.</summary>
    public void Free()
    {
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = [];
        }

        _state = State.Free;
    }
}
