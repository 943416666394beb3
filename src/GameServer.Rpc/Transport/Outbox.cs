using System.Buffers;

namespace GameServer.Rpc.Transport;

/// <summary>
/// The way out of one connection: a lane of replies and events in order, a lane of one snapshot, and the one loop that
/// writes them. Everybody may put in; only the loop takes out.
/// </summary>
/// <param name="transport">Where the messages go.</param>
/// <param name="limits">The bound of the lane and the send time-out.</param>
/// <param name="time">Measures the send time-out.</param>
/// <param name="onOverflow">Called, outside any lock, when a message does not fit.</param>
/// <param name="metrics">Counts what goes out.</param>
internal sealed class Outbox(
    ITransport transport, RpcLimits limits, TimeProvider time, Action onOverflow, RpcMetrics metrics) : IOutbox, IDisposable
{
    private readonly Lock _lock = new();
    private readonly AsyncSignal _signal = new();
    private readonly TimeSpan _timeout = limits.SendTimeoutSeconds == 0
        ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(limits.SendTimeoutSeconds);

    // Swapped, so that the loop writes from one while the others fill the other.
    private MessageQueue _waiting = new();
    private MessageQueue _sending = new();
    private int _sendingBytes;
    private byte[]? _snapshot;
    private int _snapshotBytes;
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
    public bool WantsSnapshot => _state == State.Open && Volatile.Read(ref _snapshot) is null;

    /// <inheritdoc/>
    public void Send(ReadOnlySpan<byte> message) => Add(message, State.Open);

    /// <summary>Queues a reply: like <see cref="Send"/>, but while the line closes too.</summary>
    public void Reply(ReadOnlySpan<byte> message) => Add(message, State.Closing);

    /// <inheritdoc/>
    public void SendSnapshot(ReadOnlySpan<byte> message)
    {
        lock (_lock)
        {
            if (_state != State.Open || _snapshot is not null)
            {
                return;
            }

            var buffer = ArrayPool<byte>.Shared.Rent(message.Length);
            message.CopyTo(buffer);
            _snapshotBytes = message.Length;
            Volatile.Write(ref _snapshot, buffer);
        }

        _signal.Set();
    }

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
                    while (_sending.TryTake(out var message))
                    {
                        await WriteAsync(message);
                        Volatile.Write(ref _sendingBytes, _sending.Bytes);
                    }
                }

                if (_snapshot is { } snapshot && _state == State.Open)
                {
                    await WriteAsync(snapshot.AsMemory(0, _snapshotBytes));
                    Volatile.Write(ref _snapshot, null);
                    ArrayPool<byte>.Shared.Return(snapshot);
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

    private void Add(ReadOnlySpan<byte> message, State latest)
    {
        bool overflow;
        lock (_lock)
        {
            if (_state > latest)
            {
                return;
            }

            overflow = limits.OutboxBytes > 0 && _waiting.Bytes + _sendingBytes + message.Length > limits.OutboxBytes;
            if (!overflow)
            {
                _waiting.Add(message);
            }
        }

        if (overflow)
        {
            onOverflow();
        }
        else
        {
            _signal.Set();
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
    }

    private bool Swap()
    {
        lock (_lock)
        {
            _sending.Clear();
            (_sending, _waiting) = (_waiting, _sending);
            _sendingBytes = _sending.Bytes;
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
            _sendingBytes = 0;
            if (_snapshot is { } snapshot)
            {
                _snapshot = null;
                ArrayPool<byte>.Shared.Return(snapshot);
            }
        }
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
        _watchdog ??= time.CreateTimer(static line => ((ITransport)line!).Abort(), transport, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _watchdog.Change(_timeout, Timeout.InfiniteTimeSpan);
        await write;
        _watchdog.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
