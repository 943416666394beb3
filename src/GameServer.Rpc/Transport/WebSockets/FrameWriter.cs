using System.Buffers;
using System.IO.Pipelines;

namespace GameServer.Rpc.Transport.WebSockets;

/// <summary>
/// Frames what is sent: messages, as many as are put in, into one buffer and one write; control frames between such
/// writes. Messages come from one writer, control frames from anybody. Holds a buffer only while something is in it.
/// </summary>
/// <param name="output">Where to.</param>
/// <param name="opcode">What messages are.</param>
internal sealed class FrameWriter(PipeWriter output, Opcode opcode)
{
    private const int FirstBuffer = 512;
    private static readonly byte[] Ping = [0x80 | (byte)Opcode.Ping, 0];
    private readonly Lock _lock = new();
    private byte[] _messages = [];
    private int _length;

    // What follows is guarded by the lock. A pong that waits is replaced by the next: the last ping is the one to answer.
    private byte[]? _pong;
    private bool _isPingDue;
    private bool _isWriting;
    private bool _isClosed;
    private bool _isLost;
    private TaskCompletionSource? _turn;

    /// <summary>Puts a message into the next write. Not while one of messages is under way.</summary>
    public void Append(ReadOnlySpan<byte> message) => Append(opcode, message);

    /// <summary>Writes the messages that were put in.</summary>
    /// <exception cref="IOException">The line is lost.</exception>
    public ValueTask FlushAsync()
    {
        lock (_lock)
        {
            if (_isWriting || _isLost)
            {
                return FlushInTurnAsync();
            }

            _isWriting = true;
        }

        ValueTask<FlushResult> write;
        try
        {
            write = output.WriteAsync(_messages.AsMemory(0, _length));
        }
        catch (Exception exception) when (LostLine.IsMeantBy(exception))
        {
            Lose();
            return ValueTask.FromException(new IOException(LostLine.Text, exception));
        }

        if (!write.IsCompletedSuccessfully)
        {
            return FinishAsync(write);
        }

        // A source of its own may be behind it, which counts on being asked.
        if (write.GetAwaiter().GetResult().IsCompleted)
        {
            Lose();
            return ValueTask.FromException(new IOException(LostLine.Text));
        }

        Release();
        return TryEnd(out var control) ? default : FinishAsync(WriteAsync(control));
    }

    /// <summary>Writes why the server closes, behind the messages that were put in, and nothing after it.</summary>
    /// <exception cref="IOException">The line is lost.</exception>
    public ValueTask CloseAsync(CloseReason reason)
    {
        lock (_lock)
        {
            _isClosed = true;
        }

        Span<byte> payload = stackalloc byte[CloseFrame.Longest];
        Append(Opcode.Close, payload[..CloseFrame.Write(payload, reason)]);
        return FlushAsync();
    }

    /// <summary>Answers a ping.</summary>
    public void Pong(ReadOnlySpan<byte> payload)
    {
        var frame = new byte[FrameHead.LongestSent + payload.Length];
        var head = FrameHead.Write(frame, Opcode.Pong, payload.Length);
        payload.CopyTo(frame.AsSpan(head));
        lock (_lock)
        {
            _pong = frame[..(head + payload.Length)];
        }

        WriteControl();
    }

    /// <summary>Asks whether somebody is there.</summary>
    public void SendPing()
    {
        lock (_lock)
        {
            _isPingDue = true;
        }

        WriteControl();
    }

    /// <summary>Gives the buffer back. Nothing is written any more.</summary>
    public void Release()
    {
        if (_messages.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_messages);
        }

        (_messages, _length) = ([], 0);
    }

    private void Append(Opcode kind, ReadOnlySpan<byte> payload)
    {
        var needed = _length + FrameHead.LongestSent + payload.Length;
        if (_messages.Length < needed)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(FirstBuffer, needed));
            _messages.AsSpan(0, _length).CopyTo(larger);
            if (_messages.Length > 0)
            {
                ArrayPool<byte>.Shared.Return(_messages);
            }

            _messages = larger;
        }

        _length += FrameHead.Write(_messages.AsSpan(_length), kind, payload.Length);
        payload.CopyTo(_messages.AsSpan(_length));
        _length += payload.Length;
    }

    private async ValueTask FlushInTurnAsync()
    {
        while (true)
        {
            Task turn;
            lock (_lock)
            {
                if (_isLost)
                {
                    throw new IOException(LostLine.Text);
                }

                if (!_isWriting)
                {
                    _isWriting = true;
                    break;
                }

                _turn ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                turn = _turn.Task;
            }

            await turn;
        }

        await FinishAsync(WriteAsync(_messages.AsMemory(0, _length)));
    }

    /// <summary>Ends a write, and writes the control frames that came up meanwhile.</summary>
    private async ValueTask FinishAsync(ValueTask<FlushResult> write)
    {
        try
        {
            Check(await write);
            Release();
            await WriteControlsAsync();
        }
        catch (Exception exception) when (LostLine.IsMeantBy(exception))
        {
            Lose();
            throw new IOException(LostLine.Text, exception);
        }
    }

    private void WriteControl()
    {
        lock (_lock)
        {
            // Whoever writes looks for more before he ends.
            if (_isWriting || _isLost || _isClosed)
            {
                return;
            }

            _isWriting = true;
        }

        _ = WriteControlAloneAsync();
    }

    private async Task WriteControlAloneAsync()
    {
        try
        {
            await WriteControlsAsync();
        }
        catch (Exception exception) when (LostLine.IsMeantBy(exception))
        {
            // The reader finds out too.
            Lose();
        }
    }

    private async ValueTask WriteControlsAsync()
    {
        while (!TryEnd(out var control))
        {
            Check(await output.WriteAsync(control));
        }
    }

    // What it throws, it throws where it is awaited.
    private async ValueTask<FlushResult> WriteAsync(ReadOnlyMemory<byte> bytes) => await output.WriteAsync(bytes);

    private static void Check(in FlushResult result)
    {
        // Nobody takes what is written any more.
        if (result.IsCompleted)
        {
            throw new IOException(LostLine.Text);
        }
    }

    /// <summary>Lets the next writer write, unless a control frame came up, which goes first.</summary>
    private bool TryEnd(out ReadOnlyMemory<byte> control)
    {
        TaskCompletionSource? turn;
        lock (_lock)
        {
            if (!_isLost && !_isClosed && (_pong ?? (_isPingDue ? Ping : null)) is { } frame)
            {
                _isPingDue &= ReferenceEquals(frame, _pong);
                _pong = null;
                control = frame;
                return false;
            }

            _isWriting = false;
            (turn, _turn) = (_turn, null);
        }

        control = default;
        turn?.SetResult();
        return true;
    }

    private void Lose()
    {
        lock (_lock)
        {
            _isLost = true;
        }

        TryEnd(out _);
    }
}
