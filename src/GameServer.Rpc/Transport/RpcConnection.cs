using GameServer.Rpc.Dispatch;
using GameServer.Rpc.Protocol;

namespace GameServer.Rpc.Transport;

/// <summary>One client's line: who it is, what waits for it, and how it ends.</summary>
internal sealed class RpcConnection : IRpcConnection, IDisposable
{
    /// <summary>How long the rest of the input is thrown away, so that the close frame arrives.</summary>
    public static readonly TimeSpan Linger = TimeSpan.FromSeconds(2);
    private readonly ITransport _transport;
    private readonly CallsInFlight _calls;
    private readonly TimeProvider _time;
    private readonly Outbox _outbox;
    private readonly TimeSpan _patience;

    // Also the lock over how it ends.
    private readonly CancellationTokenSource _closed = new();
    private CloseReason? _reason;
    private volatile bool _isSaid;
    private ITimer? _deadline;

    public RpcConnection(
        string id, string remoteAddress, WireFormat format, ITransport transport, CallsInFlight calls,
        RpcLimits limits, TimeProvider time, RpcMetrics metrics)
    {
        (Id, RemoteAddress, Format) = (id, remoteAddress, format);
        (_transport, _calls, _time) = (transport, calls, time);
        _patience = limits.SendTimeoutSeconds == 0 ? Linger : TimeSpan.FromSeconds(limits.SendTimeoutSeconds);
        _outbox = new Outbox(transport, limits, time, Close, metrics);
        Closed = _closed.Token;
    }

    public string Id { get; }

    public string RemoteAddress { get; }

    public WireFormat Format { get; }

    IOutbox IRpcConnection.Outbox => _outbox;

    public Outbox Outbox => _outbox;

    public CancellationToken Closed { get; }

    /// <summary>Whether an end has been decided: nothing that comes in matters any more.</summary>
    public bool IsClosing => Volatile.Read(ref _deadline) is not null;

    /// <summary>Why the line ends or ended; null while nobody ends it.</summary>
    public CloseReason? Reason
    {
        get
        {
            lock (_closed)
            {
                return _reason;
            }
        }
    }

    public void Close(CloseReason reason)
    {
        lock (_closed)
        {
            if (_reason is not null)
            {
                return;
            }

            _reason = reason;
            _deadline = _time.CreateTimer(
                static state => ((RpcConnection)state!).OnDeadline(), this, _patience, Timeout.InfiniteTimeSpan);
        }

        _outbox.Close();
        _calls.Release();
        CallsEnded();
    }

    /// <summary>No call runs any more: a line that is to end can end, now that their replies wait to be sent.</summary>
    public void CallsEnded()
    {
        if (IsClosing && _calls.IsIdle)
        {
            _outbox.Flush();
        }
    }

    /// <summary>The carrier noticed by itself that the line is lost.</summary>
    public void Break()
    {
        // A reader finds out by reading, and why; one who waits until he may read on does not.
        if (_calls.IsFull || _outbox.HasTooManyReplies)
        {
            Close(CloseReason.LineLost);
        }

        Lose();
    }

    /// <summary>The line is lost, or everything has been said: whoever waits for something of it need not.</summary>
    /// <remarks>What a service does then runs elsewhere, and a fault of it ends nothing of ours.</remarks>
    public void Lose() => _ = _closed.CancelAsync();

    /// <summary>When everything is written, says why the line ends, and cuts the line if the other side does not answer it.</summary>
    public async Task SendAsync()
    {
        var isSent = await _outbox.Ended;
        try
        {
            if (isSent)
            {
                await _transport.CloseAsync(Reason ?? CloseReason.GoingAway);
                _isSaid = true;
                _deadline?.Change(Linger, Timeout.InfiniteTimeSpan);
                return;
            }
        }
        catch (IOException)
        {
            // Lost while it was being closed: the same end.
        }

        _transport.Abort();
    }

    public void Dispose()
    {
        _deadline?.Dispose();
        _outbox.Dispose();

        // The source of the token holds nothing to dispose of, and a deadline may just be using it.
    }

    private void OnDeadline()
    {
        if (_isSaid || _closed.IsCancellationRequested)
        {
            // A transport that has said everything ends in order first: cut it if that takes as long again.
            _transport.Abort();
            _deadline?.Change(Linger, Timeout.InfiniteTimeSpan);
            return;
        }

        // Calls that still run have had their time; the lines that still write get a little more.
        Lose();
        _outbox.Flush();
        _deadline?.Change(Linger, Timeout.InfiniteTimeSpan);
    }
}
