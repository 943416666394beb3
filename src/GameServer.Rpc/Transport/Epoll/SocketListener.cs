using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace GameServer.Rpc.Transport.Epoll;

/// <summary>Accepts sockets, as long as the process has descriptors for more than them.</summary>
/// <param name="socket">The socket that listens.</param>
/// <param name="connect">Makes a connection of an accepted socket, and begins to serve it.</param>
/// <param name="reserve">Tells when accepting is to wait.</param>
internal sealed class SocketListener(
    Socket socket, Func<Socket, ConnectionContext> connect, DescriptorReserve reserve) : IConnectionListener
{
    private readonly CancellationTokenSource _unbound = new();

    public EndPoint EndPoint { get; } = socket.LocalEndPoint!;

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        using var linked = cancellationToken.CanBeCanceled
            ? CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _unbound.Token)
            : null;
        var stop = linked?.Token ?? _unbound.Token;
        while (true)
        {
            Socket? accepted = null;
            try
            {
                await reserve.WaitAsync(stop);
                accepted = await socket.AcceptAsync(stop);
                return connect(accepted);
            }
            catch (Exception exception) when (_unbound.IsCancellationRequested || exception is ObjectDisposedException
                or SocketException { SocketErrorCode: SocketError.OperationAborted or SocketError.InvalidArgument })
            {
                accepted?.Dispose();
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
                // What cannot be accepted for want of descriptors or memory may be, when some are given back.
                accepted?.Dispose();
                await reserve.PauseAsync(cancellationToken);
            }
        }
    }

    public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        socket.Dispose();
        return new(_unbound.CancelAsync());
    }

    public ValueTask DisposeAsync() => UnbindAsync();
}
