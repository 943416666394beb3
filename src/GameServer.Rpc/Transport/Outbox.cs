namespace GameServer.Rpc.Transport;

/// <summary>
/// The way out of one connection: replies and events in one order, and a flag for one snapshot. Everybody may put in, and
/// whoever does while nobody writes is the one who writes, on his own thread as far as the line takes it at once. What
/// is due at the same moment leaves in one write. Each kind has a bound of its own, <c>OutboxBytes</c>, and a policy of
/// its own: replies that wait make the reader wait, since the client caused them by calling; events, which he did not
/// cause, end the line where they do not fit; snapshots are not made while the last one waits.
/// </summary>
/// <param name="transport">Where the messages go.</param>
/// <param name="limits">The bounds and the send time-out.</param>
/// <param name="time">Measures the send time-out.</param>
/// <param name="close">Called, outside any lock, when the line is to end.</param>
/// <param name="metrics">Counts what goes out.</param>
internal sealed class Outbox(
    ITransport transport, RpcLimits limits, TimeProvider time, Action<CloseReason> close, RpcMetrics metrics) : IOutbox, IDisposable
{
    private readonly AsyncSignal _drained = new();
    private readonly TaskCompletionSource<bool> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly int _bound = BoundOf(limits);
    private readonly OutboxContent _content = new(transport, BoundOf(limits), metrics);
    private volatile OutboxState _state = OutboxState.Open;
    private bool _hasWriter;
    private int _holds;
    private bool _isCorked;
    private SendTimeout? _timeout;

    /// <inheritdoc/>
    public bool WantsSnapshot => _state == OutboxState.Open && _content.HasNoSnapshot;

    /// <inheritdoc/>
    public bool IsClosing => _state != OutboxState.Open;

    /// <summary>The longest reply that makes sense here: a longer one could never wait within the bound.</summary>
    public int LongestReply => _bound;

    /// <summary>How many bytes of replies wait.</summary>
    public long WaitingReplies => _content.ReplyBytes;

    /// <summary>
    /// Whether so many replies wait that nothing more should be called. The bound is twice as much: the other half is
    /// for the calls that run already.
    /// </summary>
    public bool HasTooManyReplies => WaitingReplies > _bound / 2;

    /// <summary>
    /// Ends when all is sent after <see cref="Flush"/>, or when the line is lost; tells whether everything was sent.
    /// </summary>
    public Task<bool> Ended => _ended.Task;

    /// <inheritdoc/>
    public void Send(ReadOnlySpan<byte> message)
    {
        if (!TryPut(message, OutboxLane.Event))
        {
            metrics.LimitReached(nameof(RpcLimits.OutboxBytes));
            close(CloseReason.SlowReader);
        }
    }

    /// <summary>
    /// Queues a reply, also while the line closes. It is taken whatever waits: that no more calls are made than replies
    /// find room is the reader's part, see <see cref="HasTooManyReplies"/>.
    /// </summary>
    public void Reply(ReadOnlySpan<byte> message) => TryPut(message, OutboxLane.Reply);

    /// <inheritdoc/>
    public void SendSnapshot(ReadOnlySpan<byte> message) => TryPut(message, OutboxLane.Snapshot);

    /// <inheritdoc/>
    public void DropSnapshot()
    {
        lock (_content)
        {
            _content.DropSnapshot();
        }
    }

    /// <inheritdoc/>
    public void Hold()
    {
        lock (_content)
        {
            _holds++;
        }
    }

    /// <inheritdoc/>
    public void Release()
    {
        bool writes;
        lock (_content)
        {
            _holds--;
            writes = BecomesWriter();
        }

        WriteIf(writes);
    }

    /// <summary>The reader has more to do at once: what comes of it leaves together, when he is to wait. By the reader.</summary>
    public void Cork()
    {
        if (!_isCorked)
        {
            _isCorked = true;
            Hold();
        }
    }

    /// <summary>The reader is to wait. By the reader.</summary>
    public void Uncork()
    {
        if (_isCorked)
        {
            _isCorked = false;
            Release();
        }
    }

    /// <summary>Waits until fewer replies wait, or until the line ends. For one waiter, the reader.</summary>
    public async ValueTask WaitForRepliesAsync()
    {
        Uncork();
        while (HasTooManyReplies && _state == OutboxState.Open)
        {
            await _drained.WaitAsync();
        }
    }

    /// <summary>Takes no more events or snapshots.</summary>
    public void Close() => Advance(OutboxState.Closing);

    /// <summary>Takes nothing more; it ends when all is sent.</summary>
    public void Flush() => Advance(OutboxState.Flushing);

    public void Dispose() => _timeout?.Dispose();

    private static int BoundOf(RpcLimits limits) => limits.OutboxBytes == 0 ? int.MaxValue : limits.OutboxBytes;

    private static TimeSpan TimeoutOf(RpcLimits limits) =>
        limits.SendTimeoutSeconds == 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(limits.SendTimeoutSeconds);

    private bool TryPut(ReadOnlySpan<byte> message, OutboxLane lane)
    {
        bool fits, writes;
        lock (_content)
        {
            fits = _state > (lane == OutboxLane.Reply ? OutboxState.Closing : OutboxState.Open) || _content.TryAdd(message, lane);
            writes = BecomesWriter();
        }

        WriteIf(writes);
        return fits;
    }

    private void Advance(OutboxState state)
    {
        bool writes;
        lock (_content)
        {
            if (_state < state)
            {
                _state = state;
            }

            writes = BecomesWriter();
        }

        WriteIf(writes);
        _drained.Set();
    }

    /// <summary>Whether the caller is to write, now that nobody does and nobody is about to put more in.</summary>
    private bool BecomesWriter()
    {
        var isHeld = _holds > 0 && !_content.IsFull && _state < OutboxState.Flushing;
        if (_hasWriter || isHeld || _state == OutboxState.Dead)
        {
            return false;
        }

        return _hasWriter = true;
    }

    /// <summary>Writes what is due. Never throws, and never waits: what the line does not take at once goes on elsewhere.</summary>
    private void WriteIf(bool isWriter)
    {
        if (!isWriter)
        {
            return;
        }

        try
        {
            while (Load())
            {
                var write = transport.FlushAsync();
                if (!write.IsCompleted)
                {
                    _ = WriteOnAsync(write);
                    return;
                }

                write.GetAwaiter().GetResult();
                Written();
            }
        }
        catch (IOException)
        {
            End(isSent: false);
        }
    }

    private async Task WriteOnAsync(ValueTask write)
    {
        try
        {
            // A time-out is watched only where a write has to wait at all.
            _timeout ??= new SendTimeout(time, TimeoutOf(limits), OnTimeout);
            while (true)
            {
                _timeout.Begin();
                await write;
                _timeout.End();
                Written();
                if (!Load())
                {
                    return;
                }

                write = transport.FlushAsync();
            }
        }
        catch (IOException)
        {
            End(isSent: false);
        }
    }

    /// <summary>Fills the next write. Without anything to write there is no writer any more, and it may be the end.</summary>
    private bool Load()
    {
        lock (_content)
        {
            if (_content.Load(withSnapshot: _state == OutboxState.Open))
            {
                return true;
            }

            _hasWriter = false;
            if (_state != OutboxState.Flushing)
            {
                return false;
            }
        }

        End(isSent: true);
        return false;
    }

    private void Written()
    {
        bool had, has;
        lock (_content)
        {
            had = HasTooManyReplies;
            _content.Written();
            has = HasTooManyReplies;
        }

        if (had && !has)
        {
            _drained.Set();
        }
    }

    private void End(bool isSent)
    {
        lock (_content)
        {
            _state = OutboxState.Dead;
            _content.Clear();
        }

        _drained.Set();
        _ended.TrySetResult(isSent);
    }

    private void OnTimeout()
    {
        metrics.LimitReached(nameof(RpcLimits.SendTimeoutSeconds));
        close(CloseReason.SendTimeout);
        transport.Abort();
    }
}
