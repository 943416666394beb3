using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace GameServer.Rpc.Transport.Epoll;

/// <summary>
/// One socket, as Kestrel sees it: two pipes. What comes in is read, by whoever waits for it, on the loop's thread; what
/// is to go out is written there too, as long as the socket takes it. Memory is held only for bytes on their way.
/// </summary>
internal sealed class EpollConnection
    : ConnectionContext, IDuplexPipe, IMemoryPoolFeature, IConnectionTransportFeature, IConnectionSocketFeature
{
    /// <summary>The longest time that the end of a connection takes: what waits is sent, and what still comes is thrown away.</summary>
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(2);

    private readonly EpollLoop _loop;
    private readonly Pipe _input;
    private readonly Pipe _output;
    private readonly SocketWatch _watch;
    private readonly SocketReceiver _receiver;
    private readonly SocketSender _sender;
    private Task _sending = Task.CompletedTask;
    private IDictionary<object, object?>? _items;
    private volatile bool _isAborted;

    /// <summary>Makes a connection of a socket.</summary>
    /// <param name="socket">The socket, connected.</param>
    /// <param name="loop">Who serves it.</param>
    public EpollConnection(Socket socket, EpollLoop loop)
    {
        (Socket, MemoryPool, _loop) = (socket, loop.InputOptions.Pool, loop);
        socket.Blocking = false;
        Descriptor = (int)socket.Handle;
        _input = new Pipe(loop.InputOptions);
        _output = new Pipe(loop.OutputOptions);
        _watch = new SocketWatch(loop, this);
        _receiver = new SocketReceiver(socket, _input.Writer, _watch);
        _sender = new SocketSender(socket, _output.Reader, _watch, _receiver);
        Transport = this;
        ConnectionClosed = _receiver.Ended;
        LocalEndPoint = socket.LocalEndPoint;
        RemoteEndPoint = socket.RemoteEndPoint;
        Features.Set<IMemoryPoolFeature>(this);
        Features.Set<IConnectionTransportFeature>(this);
        Features.Set<IConnectionSocketFeature>(this);
    }

    /// <summary>The number by which the system knows the socket.</summary>
    public int Descriptor { get; }

    /// <summary>The number by which the loop knows it, which no other connection of the loop ever has.</summary>
    public long Key { get; set; }

    public Socket Socket { get; }

    public MemoryPool<byte> MemoryPool { get; }

    public override string ConnectionId { get; set; } = Guid.NewGuid().ToString("N")[..16];

    public override IFeatureCollection Features { get; } = new ConnectionFeatures();

    public override IDictionary<object, object?> Items
    {
        get => _items ??= new ConnectionItems();
        set => _items = value;
    }

    public override IDuplexPipe Transport { get; set; }

    PipeReader IDuplexPipe.Input => _input.Reader;

    PipeWriter IDuplexPipe.Output => _output.Writer;

    /// <summary>Begins to read and to write.</summary>
    public void Start()
    {
        _sending = _sender.RunAsync();
        _watch.Begin();
    }

    /// <summary>Something happened to the socket. By the loop.</summary>
    public void On(Readiness readiness)
    {
        if ((readiness & Readiness.Out) != 0)
        {
            _sender.GoOn();
        }

        if ((readiness & ~Readiness.Out) != 0 && !_receiver.TryReceive()
            && (readiness & (Readiness.Error | Readiness.HungUp)) != 0)
        {
            // Nobody can read now, and this would be told again and again.
            _watch.End();
            _receiver.End(new ConnectionResetException("The connection was reset."), isAtEnd: true);
            _sender.GoOn();
        }
    }

    public override void Abort(ConnectionAbortedException abortReason)
    {
        _isAborted = true;
        _receiver.End(abortReason);
        _receiver.StopDraining();
        _sender.Abort();
    }

    public override async ValueTask DisposeAsync()
    {
        await _input.Reader.CompleteAsync();
        await _output.Writer.CompleteAsync();
        await EndAsync();

        // Before its number can be another socket's.
        _watch.End();
        if (_isAborted)
        {
            Socket.Close(0);
        }
        else
        {
            Socket.Dispose();
        }
    }

    /// <summary>
    /// Sends what waits, ends the sending, and throws away what comes until the other side has ended too: a socket that is
    /// closed with unread input, or that more comes to, takes back what it sent.
    /// </summary>
    private async Task EndAsync()
    {
        using var timer = _isAborted ? null : _loop.Time.CreateTimer(
            static connection => ((EpollConnection)connection!).Abort(new ConnectionAbortedException("The other side did not end.")),
            this,
            Linger,
            Timeout.InfiniteTimeSpan);
        await _sending;
        _receiver.End(fault: null);
        if (!_isAborted && _sender.TryEnd())
        {
            await _receiver.DrainAsync();
        }
    }
}
