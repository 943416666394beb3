using System.IO.Pipelines;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace GameServer.Rpc.Transport.Epoll;

/// <summary>
/// Writes what is put into a pipe to a socket, in the loop's next round; after a socket that was full, on a thread of the
/// pool until the pipe is empty.
/// </summary>
/// <param name="socket">The socket.</param>
/// <param name="output">The pipe's end.</param>
/// <param name="watch">Tells when the socket takes more.</param>
/// <param name="receiver">Hears of it when the socket takes nothing any more.</param>
internal sealed class SocketSender(Socket socket, PipeReader output, SocketWatch watch, SocketReceiver receiver)
{
    private readonly AsyncSignal _goOn = new();
    private volatile bool _isAborted;
    private bool _isFull;

    /// <summary>The socket takes more, or has failed.</summary>
    public void GoOn()
    {
        watch.Want(Readiness.Out, false);
        _goOn.Set();
    }

    /// <summary>What waits is not sent any more.</summary>
    public void Abort()
    {
        _isAborted = true;
        output.CancelPendingRead();
        _goOn.Set();
    }

    /// <summary>Sends until the pipe is completed and empty, or aborted, or the socket fails.</summary>
    public async Task RunAsync()
    {
        Exception? fault = null;
        try
        {
            while (Send(await output.ReadAsync()))
            {
                if (_isFull)
                {
                    await _goOn.WaitAsync();
                }
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            fault = new ConnectionResetException("The connection was reset.", exception);
        }

        // Who writes need not know why: that the line is gone, who reads from it is told.
        output.Complete();
        if (fault is not null)
        {
            receiver.End(fault, isAtEnd: true);
        }
    }

    /// <summary>Tells the other side that everything has been sent.</summary>
    /// <returns>False where there is no connection any more.</returns>
    public bool TryEnd()
    {
        try
        {
            socket.Shutdown(SocketShutdown.Send);
            return true;
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            return false;
        }
    }

    /// <summary>Sends as much as the socket takes.</summary>
    /// <returns>Whether there is more to send, or will be.</returns>
    private bool Send(in ReadResult result)
    {
        var sent = 0L;
        _isFull = false;
        foreach (var part in result.Buffer)
        {
            sent += Send(part.Span);
            if (_isFull || _isAborted)
            {
                break;
            }
        }

        output.AdvanceTo(result.Buffer.GetPosition(sent));
        return !_isAborted && (_isFull || !result.IsCompleted);
    }

    private int Send(ReadOnlySpan<byte> bytes)
    {
        var sent = 0;
        while (sent < bytes.Length && !_isFull && !_isAborted)
        {
            sent += socket.Send(bytes[sent..], SocketFlags.None, out var error);
            if (error == SocketError.WouldBlock)
            {
                _isFull = true;
                watch.Want(Readiness.Out, true);
            }
            else if (error != SocketError.Success)
            {
                throw new SocketException((int)error);
            }
        }

        return sent;
    }
}
