using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace GameServer.Rpc.Transport.Epoll;

/// <summary>Accepts sockets and deals them out to the loops.</summary>
internal sealed class EpollListener(
    Socket socket, EpollLoops loops, SocketTransportOptions options, TimeProvider time) : IConnectionListener
{
    // What cannot be accepted for want of descriptors or memory may be, when some are given back.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public EndPoint EndPoint { get; } = socket.LocalEndPoint!;

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        while (true)
        {
            Socket? accepted = null;
            try
            {
                accepted = await socket.AcceptAsync(cancellationToken);
                accepted.NoDelay = options.NoDelay;
                var connection = new EpollConnection(accepted, loops.Next());
                connection.Start();
                return connection;
            }
            catch (Exception exception) when (exception is ObjectDisposedException
                or SocketException { SocketErrorCode: SocketError.OperationAborted or SocketError.InvalidArgument })
            {
                return null;
            }
            catch (SocketException exception) when (exception.SocketErrorCode
                is SocketError.ConnectionAborted or SocketError.ConnectionReset or SocketError.Interrupted)
            {
                // Gone before it was accepted: there are others.
                accepted?.Dispose();
            }
            catch (Exception exception) when (exception is SocketException or IOException)
            {
                accepted?.Dispose();
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }

    public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        socket.Dispose();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => UnbindAsync();
}
