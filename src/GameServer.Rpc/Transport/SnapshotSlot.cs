using System.Buffers;

namespace GameServer.Rpc.Transport;

/// <summary>
/// The place of the one snapshot in an outbox. It is taken from the moment when a snapshot is put in to the moment when it
/// has been written; until the writing begins, the snapshot can be called back. Any thread may use it.
/// </summary>
internal sealed class SnapshotSlot
{
    private readonly Lock _lock = new();
    private byte[]? _buffer;
    private int _length;
    private bool _isWaiting;

    /// <summary>Whether there is none, neither waiting nor being written.</summary>
    public bool IsFree => Volatile.Read(ref _buffer) is null;

    /// <summary>Puts a snapshot in, if there is none.</summary>
    public void Put(ReadOnlySpan<byte> message)
    {
        lock (_lock)
        {
            if (_buffer is not null)
            {
                return;
            }

            var buffer = ArrayPool<byte>.Shared.Rent(message.Length);
            message.CopyTo(buffer);
            (_length, _isWaiting) = (message.Length, true);
            Volatile.Write(ref _buffer, buffer);
        }
    }

    /// <summary>What is to be written now, empty when nothing waits; <see cref="Free"/> follows when it is written.</summary>
    public ReadOnlyMemory<byte> Take()
    {
        lock (_lock)
        {
            var isTaken = _isWaiting;
            _isWaiting = false;
            return isTaken ? _buffer.AsMemory(0, _length) : default;
        }
    }

    /// <summary>Forgets a snapshot that is not being written yet.</summary>
    public void Drop()
    {
        lock (_lock)
        {
            if (_isWaiting)
            {
                Free();
            }
        }
    }

    /// <summary>Empties it: nothing of it is being written any more.</summary>
    public void Free()
    {
        lock (_lock)
        {
            _isWaiting = false;
            if (_buffer is { } buffer)
            {
                Volatile.Write(ref _buffer, null);
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
    }
}
