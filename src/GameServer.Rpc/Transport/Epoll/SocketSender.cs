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
internal sealed class SocketSender(Socket socket, PipeReader output, SocketWatch watch)
{
    private readonly AsyncSignal _goOn = new();
    private volatile bool _isAborted;

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

    /// <summary>Sends until the pipe is completed and empty, or aborted.</summary>
    /// <returns>Why it could not; null otherwise.</returns>
    public async Task<Exception?> RunAsync()
    {
        Exception? fault = null;
        try
        {
            ReadResult result;
            do
            {
                result = await output.ReadAsync();
                foreach (var part in result.Buffer)
                {
                    await SendAsync(part);
                }

                output.AdvanceTo(result.Buffer.End);
            }
            while (!result.IsCompleted && !_isAborted);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            fault = new ConnectionResetException("The connection was reset.", exception);
        }

        // Who writes need not know why: that the line is gone, who reads from it is told.
        await output.CompleteAsync();
        return fault;
    }

    private async ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty && !_isAborted)
        {
            bytes = bytes[socket.Send(bytes.Span, SocketFlags.None, out var error)..];
            if (error == SocketError.WouldBlock)
            {
                watch.Want(Readiness.Out, true);
                await _goOn.WaitAsync();
            }
            else if (error != SocketError.Success)
            {
                throw new SocketException((int)error);
            }
        }
    }
}
