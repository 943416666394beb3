using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace GameServer.Rpc.Transport.WebSockets;

/// <summary>
/// A WebSocket as a line, the server's side of RFC 6455 over two pipes: one message of the socket is one message. One
/// read takes whatever has come, and messages are handed out from there; nothing but the pipe's own waits for more.
/// </summary>
internal sealed class WebSocketTransport : ITransport, IWatched, IDisposable
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(50);
    private readonly PipeReader _input;
    private readonly Action _abort;
    private readonly TimeSpan _patience;
    private readonly FrameWriter _writer;
    private readonly FrameReader _reader;
    private readonly Lock _lock = new();
    private TimeSpan _heardAt = TimeSpan.MinValue;
    private volatile bool _isReading;
    private volatile bool _hasHeard;
    private volatile bool _isIdle;

    // The close frame has been written; and the other side has had its time to answer it.
    private volatile bool _isSaid;
    private volatile bool _isOver;
    private bool _isAsked;
    private bool _hasEnded;
    private bool _isDisposed;

    /// <summary>Begins, behind the handshake.</summary>
    /// <param name="pipes">What the upgraded connection carries.</param>
    /// <param name="abort">Cuts the connection; reading and writing end.</param>
    /// <param name="isText">Whether messages are text.</param>
    /// <param name="messageBytes">The longest message; 0 for any.</param>
    /// <param name="patience">After how long a silence the other side is asked whether it is there, and how long it has
    /// to answer.</param>
    public WebSocketTransport(IDuplexPipe pipes, Action abort, bool isText, int messageBytes, TimeSpan patience)
    {
        (_input, _abort, _patience) = (pipes.Input, abort, patience);
        _writer = new FrameWriter(pipes.Output, isText ? Opcode.Text : Opcode.Binary);
        _reader = new FrameReader(_writer, isText, messageBytes == 0 ? int.MaxValue : messageBytes);
    }

    /// <inheritdoc/>
    public ValueTask<Inbound> ReadAsync() =>
        _reader.TryTake(out var inbound) ? ValueTask.FromResult(inbound) : ReadOnAsync();

    /// <inheritdoc/>
    public void Append(ReadOnlySpan<byte> message) => _writer.Append(message);

    /// <inheritdoc/>
    public ValueTask FlushAsync() => _writer.FlushAsync();

    /// <inheritdoc/>
    public async ValueTask CloseAsync(CloseReason reason)
    {
        await _writer.CloseAsync(reason == CloseReason.ClosedByClient && _reader.Answer is { } answer ? answer : reason);
        _isSaid = true;

        // Who reads looks whether that was all.
        _input.CancelPendingRead();
    }

    /// <summary>Cuts the connection; behind a close frame only the reading ends, so that the frame arrives.</summary>
    public void Abort()
    {
        if (_isSaid && !_isOver)
        {
            _isOver = true;
            _input.CancelPendingRead();
            return;
        }

        lock (_lock)
        {
            // Afterwards the connection is no more ours to cut.
            if (!_isDisposed)
            {
                _abort();
            }
        }
    }

    /// <summary>
    /// Throws away what still comes, until nothing has for a moment: a socket that is closed with unread input takes back
    /// what it sent. For carriers whose sockets do not do so by themselves.
    /// </summary>
    /// <param name="time">The clock.</param>
    public async Task DrainAsync(TimeProvider time)
    {
        // Behind the client's own close frame nothing comes.
        if (_hasEnded || !_isSaid || _reader.HasClosed)
        {
            return;
        }

        try
        {
            using var timer = time.CreateTimer(
                static input => ((PipeReader)input!).CancelPendingRead(), _input, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

            // One cancellation may be left from before.
            var began = time.GetTimestamp();
            for (var quiet = 0; quiet < 2 && time.GetElapsedTime(began) < RpcConnection.Linger;)
            {
                timer.Change(Quiet, Timeout.InfiniteTimeSpan);
                var result = await _input.ReadAsync();
                quiet = result.IsCompleted ? 2 : result.Buffer.IsEmpty ? quiet + 1 : 0;
                _input.AdvanceTo(result.Buffer.End);
            }
        }
        catch (Exception exception) when (LostLine.IsMeantBy(exception))
        {
            // Nothing comes any more.
        }
    }

    /// <summary>Pings a line that is silent, and cuts one that stays so.</summary>
    public void Look(TimeSpan now)
    {
        // While nothing is read, nobody is heard, however much he says.
        if (_hasHeard || !_isReading || _heardAt == TimeSpan.MinValue)
        {
            (_hasHeard, _isAsked, _heardAt) = (false, false, now);
        }
        else if (now - _heardAt >= _patience && _isAsked)
        {
            _isIdle = true;
            Abort();
        }
        else if (now - _heardAt >= _patience)
        {
            (_isAsked, _heardAt) = (true, now);
            _writer.SendPing();
        }
    }

    /// <summary>Gives back what is rented. Nothing is read or written any more.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
        }

        _reader.Release();
        _writer.Release();
    }

    // Everything has been said, and nothing that comes means anything.
    private bool IsDone => _isSaid && (_isOver || _reader.IsDeaf);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Inbound> ReadOnAsync()
    {
        _isReading = true;
        try
        {
            while (!_hasEnded && !IsDone)
            {
                var arrival = _input.ReadAsync();
                if (!arrival.IsCompleted && _reader.IsEmpty)
                {
                    // Waiting costs no memory: there is a buffer when there is something to put into it.
                    _reader.Release();
                }

                // A host that stops cancels a read once, and so does the one who has written the close frame.
                var result = await arrival;
                var count = Take(result);
                _hasEnded = count == 0 && result.IsCompleted;
                _hasHeard |= count > 0;
                _reader.Added(count);
                if (_reader.TryTake(out var inbound))
                {
                    return inbound;
                }
            }
        }
        catch (Exception exception) when (LostLine.IsMeantBy(exception))
        {
            _hasEnded = true;
        }
        finally
        {
            _isReading = false;
        }

        if (_isIdle)
        {
            _isIdle = false;
            return new Inbound(InboundKind.Idle);
        }

        return new Inbound(InboundKind.End);
    }

    /// <summary>Takes as much as there is room for; the pipe keeps the rest.</summary>
    private int Take(in ReadResult result)
    {
        var room = _reader.Room().Span;
        var count = (int)Math.Min(result.Buffer.Length, room.Length);
        var part = result.Buffer.Slice(0, count);
        part.CopyTo(room);
        _input.AdvanceTo(part.End);
        return count;
    }
}
