using System.Threading.Tasks.Sources;
using GameServer.Rpc.Transport;

namespace GameServer.Simulation.Tests.Network;

/// <summary>The server's end of a link: what a WebSocket is to it otherwise.</summary>
internal sealed class ServerEnd(Link link, Trace trace, int messageBytes) : ITransport, IValueTaskSource<Inbound>
{
    private readonly Queue<Frame> _arrived = new();
    private ManualResetValueTaskSourceCore<Inbound> _reading = new() { RunContinuationsAsynchronously = true };
    private readonly Queue<Frame> _toSend = new();
    private TaskCompletionSource? _writing;
    private bool _isReading;
    private bool _isLost;
    private bool _isClosedByClient;
    private bool _hasClosed;

    public void Receive(Frame frame)
    {
        if (_isLost || _isClosedByClient)
        {
            return;
        }

        _isClosedByClient = frame.Close is not null;
        _arrived.Enqueue(frame);
        if (_isReading)
        {
            _isReading = false;
            _reading.SetResult(Take());
        }
    }

    /// <summary>The line is lost.</summary>
    public void Lose()
    {
        if (_isLost)
        {
            return;
        }

        _isLost = true;
        link.NoteEnd();
        _arrived.Clear();
        if (_isReading)
        {
            _isReading = false;
            _reading.SetResult(new Inbound(InboundKind.End));
        }

        _toSend.Clear();
        if (_writing is { } done)
        {
            _writing = null;
            done.SetException(new IOException("The line is lost."));
        }
    }

    /// <summary>Something arrived at the client: a write that waits may find room.</summary>
    public void Drained()
    {
        if (_writing is { } done && SendAll())
        {
            _writing = null;
            done.SetResult();
        }
    }

    public ValueTask<Inbound> ReadAsync()
    {
        if (_isReading)
        {
            throw new ViolationException("Two read from one line.");
        }

        if (_arrived.Count > 0 || _isLost || _isClosedByClient)
        {
            return ValueTask.FromResult(Take());
        }

        _isReading = true;
        _reading.Reset();
        return new ValueTask<Inbound>(this, _reading.Version);
    }

    public void Append(ReadOnlySpan<byte> message)
    {
        trace.Note(link.Now, link.Number, 'w', message);
        if (_writing is not null || _hasClosed)
        {
            throw new ViolationException(_hasClosed ? "Something was written after the close." : "Two write to one line.");
        }

        _toSend.Enqueue(new Frame(message.ToArray(), link.IsText));
    }

    public ValueTask FlushAsync()
    {
        if (_writing is not null)
        {
            throw new ViolationException("Two write to one line.");
        }

        if (_isLost || link.HasEnded)
        {
            return ValueTask.FromException(new IOException("The line is lost."));
        }

        if (SendAll())
        {
            return ValueTask.CompletedTask;
        }

        _writing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return new ValueTask(_writing.Task);
    }

    public ValueTask CloseAsync(CloseReason reason)
    {
        trace.Note(link.Now, link.Number, 'c', BitConverter.GetBytes(reason.Code));
        link.NoteEnd();
        if (_hasClosed)
        {
            throw new ViolationException("It was closed twice.");
        }

        _toSend.Enqueue(new Frame([], link.IsText, reason));
        _hasClosed = true;
        return FlushAsync();
    }

    public void Abort()
    {
        if (!_isLost)
        {
            Lose();
            link.Cut();
        }
    }

    Inbound IValueTaskSource<Inbound>.GetResult(short token) => _reading.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<Inbound>.GetStatus(short token) => _reading.GetStatus(token);

    void IValueTaskSource<Inbound>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _reading.OnCompleted(continuation, state, token, flags);

    private Inbound Take()
    {
        if (!_arrived.TryDequeue(out var frame) || frame.Close is not null)
        {
            return new Inbound(InboundKind.End);
        }

        trace.Note(link.Now, link.Number, 'r', frame.Bytes);
        return frame.IsText != link.IsText ? new Inbound(InboundKind.WrongKind)
            : frame.Bytes.Length > messageBytes ? new Inbound(InboundKind.TooBig)
            : new Inbound(InboundKind.Message, frame.Bytes);
    }

    private bool SendAll()
    {
        while (_toSend.TryPeek(out var frame) && HasRoomFor(frame))
        {
            link.ToClient.Send(_toSend.Dequeue());
        }

        return _toSend.Count == 0;
    }

    private bool HasRoomFor(Frame frame) =>
        link.ToClient.Bytes == 0 || link.ToClient.Bytes + frame.Bytes.Length <= link.Window;
}
