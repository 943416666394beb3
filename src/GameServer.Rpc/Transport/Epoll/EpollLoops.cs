using System.Buffers;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;

namespace GameServer.Rpc.Transport.Epoll;

/// <summary>The loops that share the sockets, and a thread that looks whether one of them is stuck.</summary>
internal sealed class EpollLoops : IDisposable
{
    /// <summary>How long, up to twice, a step may take before another thread takes over.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(20);

    private readonly EpollLoop[] _loops;

    // The slim one would spin for a while before it waits, fifty times a second.
    private readonly ManualResetEvent _end = new(false);
    private uint _next;

    public EpollLoops(int count, MemoryPool<byte> memory, SocketTransportOptions options, TimeProvider time, ILogger logger)
    {
        _loops = [.. Enumerable.Range(0, count).Select(number => new EpollLoop(number, memory, options, time, logger))];

        // Not a timer: fifty times a second, waking a thread of the pool costs more than all of the looking.
        new Thread(Watch) { Name = "sockets watch", IsBackground = true }.Start();
    }

    /// <summary>The loop for the next socket.</summary>
    public EpollLoop Next() => _loops[Interlocked.Increment(ref _next) % _loops.Length];

    public void Dispose()
    {
        _end.Set();
        foreach (var loop in _loops)
        {
            loop.Dispose();
        }
    }

    private void Watch()
    {
        while (!_end.WaitOne(Patience))
        {
            foreach (var loop in _loops)
            {
                loop.Relieve();
            }
        }

        _end.Dispose();
    }
}
