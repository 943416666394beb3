using System.Threading.Tasks.Sources;
using GameServer.Rpc.Transport;

namespace GameServer.Simulation.Tests.Network;

/// <summary>The server's end of a link: what a WebSocket is to it otherwise.</summary>
internal sealed class ServerEnd(Link link, Trace trace, int messageBytes) : ITransport, IValueTaskSource<Inbound>
{
    private readonly Queue<Frame> _arrived = new();
    private ManualResetValueTaskSourceCore<Inbound> _reading = new() { RunContinuationsAsynchronously = true };
    private (Frame Frame, TaskCompletionSource Done)? _writing;
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

        if (_writing is var (_, done))
        {
            _writing = null;
            done.SetException(new IOException("The line is lost."));
        }
    }

    /// <summary>Something arrived at the client: a write that waits may find room.</summary>
    public void Drained()
    {
        if (_writing is var (frame, done) && HasRoomFor(frame))
        {
            _writing = null;
            link.ToClient.Send(frame);
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

    public ValueTask WriteAsync(ReadOnlyMemory<byte> message)
    {
        trace.Note(link.Now, link.Number, 'w', message.Span);
        return Write(new Frame(message.ToArray(), link.IsText));
    }

    public ValueTask CloseAsync(CloseReason reason)
    {
        trace.Note(link.Now, link.Number, 'c', BitConverter.GetBytes(reason.Code));
        link.NoteEnd();
        var written = Write(new Frame([], link.IsText, reason));
        _hasClosed = true;
        return written;
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

    private ValueTask Write(Frame frame)
    {
        if (_writing is not null || _hasClosed)
        {
            throw new ViolationException(_hasClosed ? "Something was written after the close." : "Two write to one line.");
        }

        if (_isLost || link.HasEnded)
        {
            return ValueTask.FromException(new IOException("The line is lost."));
        }

        if (HasRoomFor(frame))
        {
            link.ToClient.Send(frame);
            return ValueTask.CompletedTask;
        }

        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _writing = (frame, done);
        return new ValueTask(done.Task);
    }

    private bool HasRoomFor(Frame frame) =>
        link.ToClient.Bytes == 0 || link.ToClient.Bytes + frame.Bytes.Length <= link.Window;
}
