using System.IO.Pipelines;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace GameServer.Rpc.Transport.Epoll;

/// <summary>
/// Puts what a socket brings into a pipe. Whoever waits at the other end of it reads before this goes on, so nothing is
/// read from the socket that nobody has room for.
/// </summary>
/// <param name="socket">The socket.</param>
/// <param name="input">The pipe's end.</param>
/// <param name="watch">Tells when there is something.</param>
internal sealed class SocketReceiver(Socket socket, PipeWriter input, SocketWatch watch)
{
    private const int DrainedAtOnce = 16 * 1024;

    // Also the lock over all that follows.
    private readonly CancellationTokenSource _ended = new();
    private Exception? _fault;
    private bool _isReading;
    private bool _hasEnded;

    // Nothing can come any more, or nothing is waited for; and who waits for that.
    private bool _isAtEnd;
    private TaskCompletionSource? _drained;

    /// <summary>Cancelled when nothing more comes.</summary>
    public CancellationToken Ended => _ended.Token;

    /// <summary>The socket has something. By the loop.</summary>
    /// <returns>False when nobody takes it now, or ever.</returns>
    public bool TryReceive()
    {
        if (Volatile.Read(ref _drained) is not null)
        {
            Drain();
            return true;
        }

        lock (_ended)
        {
            if (_isReading || _hasEnded)
            {
                // A thread that lost its turn is still in it, or the pipe is full.
                watch.Want(Readiness.In, false);
                return false;
            }

            _isReading = true;
        }

        try
        {
            Receive();
        }
        catch (ObjectDisposedException exception)
        {
            End(new ConnectionAbortedException("The connection was aborted.", exception), isAtEnd: true);
            Received();
        }

        return true;
    }

    /// <summary>Nothing more is read.</summary>
    /// <param name="fault">What the reader is told; null for an ordinary end.</param>
    /// <param name="isAtEnd">Whether nothing can come any more.</param>
    public void End(Exception? fault, bool isAtEnd = false)
    {
        bool isReading;
        lock (_ended)
        {
            _isAtEnd |= isAtEnd;
            if (_hasEnded)
            {
                return;
            }

            (_hasEnded, _fault) = (true, fault);
            watch.Want(Readiness.In, false);
            isReading = _isReading;
        }

        if (isReading)
        {
            // A pipe has one writer at a time: he completes it, and does not wait for room any more.
            input.CancelPendingFlush();
        }
        else
        {
            Complete();
        }
    }

    /// <summary>Throws away what comes, behind <see cref="End"/>, until the other side has ended.</summary>
    public Task DrainAsync()
    {
        lock (_ended)
        {
            if (_isAtEnd)
            {
                return Task.CompletedTask;
            }

            _drained = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            watch.Want(Readiness.In, true);
            return _drained.Task;
        }
    }

    /// <summary>Nothing is thrown away any more.</summary>
    public void StopDraining()
    {
        lock (_ended)
        {
            _isAtEnd = true;
            _drained?.TrySetResult();
        }
    }

    private void Drain()
    {
        Span<byte> bytes = stackalloc byte[DrainedAtOnce];
        try
        {
            if (socket.Receive(bytes, SocketFlags.None, out var error) > 0 || error is SocketError.WouldBlock or SocketError.Interrupted)
            {
                return;
            }
        }
        catch (ObjectDisposedException)
        {
            // Given up.
        }

        watch.Want(Readiness.In, false);
        StopDraining();
    }

    private void Receive()
    {
        var count = socket.Receive(input.GetSpan(), SocketFlags.None, out var error);
        if (count > 0)
        {
            input.Advance(count);
            var flush = input.FlushAsync();
            if (flush.IsCompletedSuccessfully)
            {
                Received(flush.Result);
            }
            else
            {
                _ = WaitForRoomAsync(flush);
            }

            return;
        }

        if (error is not (SocketError.WouldBlock or SocketError.Interrupted))
        {
            End(error == SocketError.Success ? null : new ConnectionResetException("The connection was reset."), isAtEnd: true);
        }

        Received();
    }

    private async Task WaitForRoomAsync(ValueTask<FlushResult> flush)
    {
        watch.Want(Readiness.In, false);
        Received(await flush);
    }

    private void Received(FlushResult result)
    {
        if (result.IsCompleted)
        {
            End(fault: null);
        }

        Received();
    }

    private void Received()
    {
        lock (_ended)
        {
            _isReading = false;
            if (!_hasEnded)
            {
                watch.Want(Readiness.In, true);
                return;
            }

            if (_drained is not null && !_isAtEnd)
            {
                watch.Want(Readiness.In, true);
            }
        }

        Complete();
    }

    private void Complete()
    {
        input.Complete(_fault);
        _ = _ended.CancelAsync();
    }
}
