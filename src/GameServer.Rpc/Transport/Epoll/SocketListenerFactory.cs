using System.Buffers;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GameServer.Rpc.Transport.Epoll;

/// <summary>
/// Carries Kestrel's connections over IP. On Linux by epoll: Kestrel's own sockets hand each message from the thread that
/// polls to one of the pool and back, and ask the kernel three times for what comes once: half of what a small message
/// costs. Elsewhere, and where that is switched off, by Kestrel's own sockets. TLS and HTTP are Kestrel's as ever.
/// </summary>
internal sealed class SocketListenerFactory(
    IOptions<NetworkOptions> network, IOptions<SocketTransportOptions> sockets, IMemoryPoolFactory<byte> pools,
    TimeProvider time, ILogger<SocketListenerFactory> logger) : IConnectionListenerFactory, IConnectionListenerFactorySelector, IDisposable
{
    private readonly Lock _lock = new();
    private EpollLoops? _loops;
    private MemoryPool<byte>? _memory;
    private SocketConnectionContextFactory? _others;

    public bool CanBind(EndPoint endpoint) => endpoint is IPEndPoint;

    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        var socket = Listen(endpoint);
        lock (_lock)
        {
            return new(new SocketListener(
                socket,
                network.Value.Epoll && OperatingSystem.IsLinux() ? ByEpoll() : ByOthers(),
                new DescriptorReserve(FileDescriptors.CountFree, time, logger)));
        }
    }

    public void Dispose()
    {
        _loops?.Dispose();
        _memory?.Dispose();
        _others?.Dispose();
    }

    private Socket Listen(EndPoint endpoint)
    {
        try
        {
            var socket = sockets.Value.CreateBoundListenSocket(endpoint);
            socket.Listen(sockets.Value.Backlog);
            return socket;
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            // Of localhost's two addresses Kestrel does without one that it takes for absent, but not without one in use.
            throw new AddressInUseException(exception.Message, exception);
        }
    }

    private Func<Socket, ConnectionContext> ByEpoll()
    {
        _memory ??= pools.Create(new MemoryPoolOptions { Owner = "sockets" });
        var loops = _loops ??= new EpollLoops(network.Value.Threads, _memory, sockets.Value, time, logger);
        return accepted =>
        {
            accepted.NoDelay = sockets.Value.NoDelay;
            var connection = new EpollConnection(accepted, loops.Next());
            connection.Start();
            return connection;
        };
    }

    private Func<Socket, ConnectionContext> ByOthers()
    {
        var others = _others ??= new SocketConnectionContextFactory(
            new SocketConnectionFactoryOptions
            {
                IOQueueCount = sockets.Value.IOQueueCount,
                MaxReadBufferSize = sockets.Value.MaxReadBufferSize,
                MaxWriteBufferSize = sockets.Value.MaxWriteBufferSize,
                WaitForDataBeforeAllocatingBuffer = sockets.Value.WaitForDataBeforeAllocatingBuffer,
                UnsafePreferInlineScheduling = sockets.Value.UnsafePreferInlineScheduling,
            },
            logger);
        return accepted =>
        {
            accepted.NoDelay = sockets.Value.NoDelay;
            return others.Create(accepted);
        };
    }
}
