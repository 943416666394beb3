namespace GameServer.Rpc.Transport;

/// <summary>
/// What an outbox holds: the next write, or the one under way; behind it, in order, what is not in a write yet; and the
/// snapshot. Under the outbox's lock, but for what says otherwise.
/// </summary>
/// <param name="transport">Where the messages go.</param>
/// <param name="bound">How many bytes of events may wait.</param>
/// <param name="metrics">Counts what goes out.</param>
internal sealed class OutboxContent(ITransport transport, int bound, RpcMetrics metrics)
{
    // A write is to end within the send time-out, so nothing is added to one that holds as much.
    private const int MostInOneWrite = 16 * 1024;
    private readonly MessageQueue _waiting = new();
    private readonly SnapshotSlot _snapshot = new();

    // Of the write.
    private int _bytes;
    private int _replies;
    private int _events;

    // Of all, the write included.
    private long _replyBytes;
    private long _eventBytes;

    /// <summary>Whether the write is under way, so that nothing can be added to it.</summary>
    public bool IsWriting { get; private set; }

    /// <summary>Whether nothing more goes into the next write.</summary>
    public bool IsFull => IsWriting || _bytes >= MostInOneWrite;

    /// <summary>Bytes of replies that have not been written; from any thread.</summary>
    public long ReplyBytes => Volatile.Read(ref _replyBytes);

    /// <summary>Whether there is no snapshot, neither waiting nor being written; from any thread.</summary>
    public bool HasNoSnapshot => _snapshot.IsFree;

    /// <summary>Adds a message.</summary>
    /// <returns>Whether it fits, as replies always do; of snapshots only the first is added.</returns>
    public bool TryAdd(ReadOnlySpan<byte> message, OutboxLane lane)
    {
        var waits = IsFull || !_waiting.IsEmpty;
        switch (lane)
        {
            case OutboxLane.Reply:
                Volatile.Write(ref _replyBytes, _replyBytes + message.Length);
                break;
            case OutboxLane.Event when _eventBytes + message.Length > bound:
                return false;
            case OutboxLane.Event:
                _eventBytes += message.Length;
                break;
            case OutboxLane.Snapshot when waits || !_snapshot.IsFree:
                _snapshot.TryPut(message);
                return true;
            case OutboxLane.Snapshot:
                _snapshot.Occupy();
                break;
        }

        if (waits)
        {
            _waiting.Add(message, lane);
        }
        else
        {
            Append(message, lane);
        }

        return true;
    }

    /// <summary>Forgets a snapshot that is in no write yet.</summary>
    public void DropSnapshot() => _snapshot.Drop();

    /// <summary>Fills the write, which is under way from now on.</summary>
    /// <param name="withSnapshot">Whether a snapshot may be in it.</param>
    /// <returns>Whether there is anything to write; without, none is under way.</returns>
    public bool Load(bool withSnapshot)
    {
        while (_bytes < MostInOneWrite && _waiting.TryTake(out var message, out var lane))
        {
            Append(message.Span, lane);
        }

        if (_waiting.IsEmpty)
        {
            _waiting.Clear();
        }

        if (withSnapshot && _bytes < MostInOneWrite && _snapshot.Take() is { IsEmpty: false } snapshot)
        {
            Append(snapshot.Span, OutboxLane.Snapshot);
        }

        return IsWriting = _bytes > 0;
    }

    /// <summary>The write has ended. Another one may begin.</summary>
    public void Written()
    {
        Volatile.Write(ref _replyBytes, _replyBytes - _replies);
        _eventBytes -= _events;
        _snapshot.Written();
        (_bytes, _replies, _events) = (0, 0, 0);
    }

    /// <summary>Forgets everything; nothing is written any more.</summary>
    public void Clear()
    {
        _waiting.Clear();
        _snapshot.Free();
    }

    private void Append(ReadOnlySpan<byte> message, OutboxLane lane)
    {
        transport.Append(message);
        metrics.Sent(message.Length);
        _bytes += message.Length;
        _replies += lane == OutboxLane.Reply ? message.Length : 0;
        _events += lane == OutboxLane.Event ? message.Length : 0;
    }
}
