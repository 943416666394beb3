using System.Buffers;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GameServer.Rpc.Transport.Epoll;

/// <summary>
/// Carries Kestrel's connections over IP on Linux. Kestrel's own sockets hand each message from the thread that polls to
/// one of the pool and back, and ask the kernel three times for what comes once: half of what a small message costs. TLS
/// and HTTP are Kestrel's as ever; elsewhere, and for other endpoints, so is all of it.
/// </summary>
internal sealed class EpollListenerFactory(
    IOptions<NetworkOptions> network, IOptions<SocketTransportOptions> sockets, IMemoryPoolFactory<byte> pools,
    TimeProvider time, ILogger<EpollListenerFactory> logger) : IConnectionListenerFactory, IConnectionListenerFactorySelector, IDisposable
{
    private readonly Lock _lock = new();
    private EpollLoops? _loops;
    private MemoryPool<byte>? _memory;

    public bool CanBind(EndPoint endpoint) => network.Value.Epoll && OperatingSystem.IsLinux() && endpoint is IPEndPoint;

    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        var socket = Bind(endpoint);
        socket.Listen(sockets.Value.Backlog);
        lock (_lock)
        {
            _memory ??= pools.Create(new MemoryPoolOptions { Owner = "sockets" });
            _loops ??= new EpollLoops(network.Value.Threads, _memory, sockets.Value, time, logger);
        }

        return new(new EpollListener(socket, _loops, sockets.Value, time));
    }

    public void Dispose()
    {
        _loops?.Dispose();
        _memory?.Dispose();
    }

    private Socket Bind(EndPoint endpoint)
    {
        try
        {
            return sockets.Value.CreateBoundListenSocket(endpoint);
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            // As Kestrel's own sockets do: for this exception alone Kestrel names the address.
            throw new AddressInUseException(exception.Message, exception);
        }
    }
}
