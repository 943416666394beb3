namespace GameServer.Rpc.Transport;

/// <summary>
/// The way out of one connection: replies and events in one order, a flag for one snapshot, and the one loop that writes
/// them. Everybody may put in; only the loop takes out. Each kind has a bound of its own, <c>OutboxBytes</c>, and a
/// policy of its own: replies that wait make the reader wait, since the client caused them by calling; events, which he
/// did not cause, end the line where they do not fit; snapshots are not made while the last one waits.
/// </summary>
/// <param name="transport">Where the messages go.</param>
/// <param name="limits">The bounds and the send time-out.</param>
/// <param name="time">Measures the send time-out.</param>
/// <param name="close">Called, outside any lock, when the line is to end.</param>
/// <param name="metrics">Counts what goes out.</param>
internal sealed class Outbox(
    ITransport transport, RpcLimits limits, TimeProvider time, Action<CloseReason> close, RpcMetrics metrics) : IOutbox, IDisposable
{
    private readonly Lock _lock = new();
    private readonly AsyncSignal _signal = new();
    private readonly AsyncSignal _drained = new();
    private readonly int _bound = limits.OutboxBytes == 0 ? int.MaxValue : limits.OutboxBytes;
    private readonly TimeSpan _timeout = limits.SendTimeoutSeconds == 0
        ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(limits.SendTimeoutSeconds);

    // Swapped, so that the loop writes from one while the others fill the other.
    private MessageQueue _waiting = new();
    private MessageQueue _sending = new();

    // Of both queues, what is being written included.
    private long _replyBytes;
    private long _eventBytes;
    private readonly SnapshotSlot _snapshot = new();
    private State _state = State.Open;
    private ITimer? _watchdog;

    private enum State
    {
        Open,

        // Takes replies of the calls that still run, but nothing else.
        Closing,

        // Sends what it has, and no more.
        Flushing,
        Dead,
    }

    /// <inheritdoc/>
    public bool WantsSnapshot => _state == State.Open && _snapshot.IsFree;

    /// <summary>The longest reply that makes sense here: a longer one could never wait within the bound.</summary>
    public int LongestReply => _bound;

    /// <summary>How many bytes of replies wait.</summary>
    public long WaitingReplies => Interlocked.Read(ref _replyBytes);

    /// <summary>
    /// Whether so many replies wait that nothing more should be called. The bound is twice as much: the other half is
    /// for the calls that run already.
    /// </summary>
    public bool HasTooManyReplies => WaitingReplies > _bound / 2;

    /// <inheritdoc/>
    public void Send(ReadOnlySpan<byte> message)
    {
        lock (_lock)
        {
            if (_state != State.Open)
            {
                return;
            }

            if (Interlocked.Read(ref _eventBytes) + message.Length <= _bound)
            {
                Interlocked.Add(ref _eventBytes, message.Length);
                _waiting.Add(message, isReply: false);
                _signal.Set();
                return;
            }
        }

        metrics.LimitReached(nameof(RpcLimits.OutboxBytes));
        close(CloseReason.SlowReader);
    }

    /// <summary>
    /// Queues a reply, also while the line closes. It is taken whatever waits: that no more calls are made than replies
    /// find room is the reader's part, see <see cref="HasTooManyReplies"/>.
    /// </summary>
    public void Reply(ReadOnlySpan<byte> message)
    {
        lock (_lock)
        {
            if (_state > State.Closing)
            {
                return;
            }

            Interlocked.Add(ref _replyBytes, message.Length);
            _waiting.Add(message, isReply: true);
        }

        _signal.Set();
    }

    /// <summary>Waits until fewer replies wait, or until the line ends. For one waiter.</summary>
    public async ValueTask WaitForRepliesAsync()
    {
        while (HasTooManyReplies && _state == State.Open)
        {
            await _drained.WaitAsync();
        }
    }

    /// <inheritdoc/>
    public void SendSnapshot(ReadOnlySpan<byte> message)
    {
        lock (_lock)
        {
            if (_state != State.Open)
            {
                return;
            }

            _snapshot.Put(message);
        }

        _signal.Set();
    }

    /// <inheritdoc/>
    public void DropSnapshot() => _snapshot.Drop();

    /// <summary>Takes no more events or snapshots.</summary>
    public void Close() => Advance(State.Closing);

    /// <summary>Takes nothing more; <see cref="RunAsync"/> ends when all is sent.</summary>
    public void Flush() => Advance(State.Flushing);

    /// <summary>Writes what is put in, until flushed or until the line is lost. Never throws.</summary>
    /// <returns>Whether everything was sent.</returns>
    public async Task<bool> RunAsync()
    {
        try
        {
            do
            {
                await _signal.WaitAsync();
                while (Swap())
                {
                    while (_sending.TryTake(out var message, out var isReply))
                    {
                        await WriteAsync(message);
                        Sent(message.Length, isReply);
                    }
                }

                if (_state == State.Open && _snapshot.Take() is { IsEmpty: false } snapshot)
                {
                    await WriteAsync(snapshot);
                    _snapshot.Free();
                }
            }
            while (!IsFlushed());

            return true;
        }
        catch (IOException)
        {
            return false;
        }
        finally
        {
            Die();
        }
    }

    public void Dispose() => _watchdog?.Dispose();

    private void Sent(int bytes, bool isReply)
    {
        if (!isReply)
        {
            Interlocked.Add(ref _eventBytes, -bytes);
            return;
        }

        var left = Interlocked.Add(ref _replyBytes, -bytes);
        if (left <= _bound / 2 && left + bytes > _bound / 2)
        {
            _drained.Set();
        }
    }

    private void Advance(State state)
    {
        lock (_lock)
        {
            if (_state < state)
            {
                _state = state;
            }
        }

        _signal.Set();
        _drained.Set();
    }

    private bool Swap()
    {
        lock (_lock)
        {
            _sending.Clear();
            (_sending, _waiting) = (_waiting, _sending);
            return !_sending.IsEmpty;
        }
    }

    private bool IsFlushed()
    {
        lock (_lock)
        {
            return _state >= State.Flushing && _waiting.IsEmpty;
        }
    }

    private void Die()
    {
        lock (_lock)
        {
            _state = State.Dead;
            _waiting.Clear();
            _sending.Clear();
            _snapshot.Free();
        }

        _drained.Set();
    }

    private async ValueTask WriteAsync(ReadOnlyMemory<byte> message)
    {
        metrics.Sent(message.Length);
        var write = transport.WriteAsync(message);
        if (write.IsCompleted)
        {
            await write;
            return;
        }

        // A time-out is watched only where a write has to wait at all.
        _watchdog ??= time.CreateTimer(
            static outbox => ((Outbox)outbox!).OnTimeout(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _watchdog.Change(_timeout, Timeout.InfiniteTimeSpan);
        await write;
        _watchdog.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private void OnTimeout()
    {
        metrics.LimitReached(nameof(RpcLimits.SendTimeoutSeconds));
        close(CloseReason.SendTimeout);
        transport.Abort();
    }
}
