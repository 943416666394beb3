using System.Buffers;
using System.Collections.Concurrent;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;

namespace GameServer.Rpc.Transport.Epoll;

/// <summary>
/// Sockets, and the one thread that reads from them, calls what they bring, and writes what is to be sent, as long as
/// they take it: nothing changes threads on the way, and what becomes due to a socket during one round leaves in one
/// write. A service that blocks its caller would hold up everybody here, so a thread that is stuck in one step loses its
/// turn: another thread takes over the loop, and the stuck one ends when it comes back.
/// </summary>
internal sealed class EpollLoop : PipeScheduler, IDisposable
{
    // So many steps may be stuck at once; then the loop waits for one of them, as a thread pool would.
    private const int MostStuck = 64;

    private readonly Epoll _epoll = new();
    private readonly ConcurrentDictionary<long, EpollConnection> _connections = new();

    // Bounded by who puts in: the two pipes of each connection, each no more than once for each of its ends.
    private readonly ConcurrentQueue<(Action<object?> Act, object? State)> _work = new();
    private readonly ILogger _logger;
    private Thread? _server;
    private volatile int _turn;
    private volatile bool _isWaiting;
    private volatile bool _isDisposed;
    private long _lastKey;
    private int _threads;
    private int _isWoken;
    private long _steps;
    private long _seen;

    /// <summary>Begins to serve.</summary>
    /// <param name="number">Its number among the loops.</param>
    /// <param name="memory">Where the bytes on their way are.</param>
    /// <param name="options">How many of them may wait.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Hears of what failed.</param>
    public EpollLoop(int number, MemoryPool<byte> memory, SocketTransportOptions options, TimeProvider time, ILogger logger)
    {
        (Number, Time, _logger) = (number, time, logger);
        InputOptions = Options(PipeScheduler.Inline, this, options.MaxReadBufferSize ?? 0);
        OutputOptions = Options(this, PipeScheduler.Inline, options.MaxWriteBufferSize ?? 0);
        Begin();

        PipeOptions Options(PipeScheduler reader, PipeScheduler writer, long most) =>
            new(memory, reader, writer, most, most / 2, useSynchronizationContext: false);
    }

    /// <summary>Its number among the loops, for names of threads.</summary>
    public int Number { get; }

    /// <summary>The clock of its connections.</summary>
    public TimeProvider Time { get; }

    /// <summary>What the pipes are like in which its connections keep what came in.</summary>
    public PipeOptions InputOptions { get; }

    /// <summary>What the pipes are like in which its connections keep what is to go out.</summary>
    public PipeOptions OutputOptions { get; }

    /// <summary>Runs something in the next round. From any thread.</summary>
    public override void Schedule(Action<object?> action, object? state)
    {
        _work.Enqueue((action, state));
        if (Volatile.Read(ref _server) != Thread.CurrentThread)
        {
            WakeUp();
        }
    }

    /// <summary>Begins to serve a connection.</summary>
    public void Add(EpollConnection connection, Readiness readiness)
    {
        // Not the descriptor, which the system gives to another socket as soon as this one is closed: an event may be late.
        connection.Key = Interlocked.Increment(ref _lastKey);
        _connections[connection.Key] = connection;
        try
        {
            _epoll.Watch(connection.Descriptor, connection.Key, readiness);
        }
        catch (IOException)
        {
            _connections.TryRemove(connection.Key, out _);
            throw;
        }
    }

    /// <summary>Watches a connection for something else.</summary>
    public void Change(EpollConnection connection, Readiness readiness) => _epoll.Change(connection.Descriptor, connection.Key, readiness);

    /// <summary>Forgets a connection, whose socket is not closed yet.</summary>
    public void Remove(EpollConnection connection)
    {
        _epoll.Forget(connection.Descriptor);
        _connections.TryRemove(connection.Key, out _);
    }

    /// <summary>Gives the loop to another thread when its own has been in one step since the last look.</summary>
    public void Relieve()
    {
        var steps = Volatile.Read(ref _steps);
        if (_isWaiting || steps != _seen || _threads > MostStuck)
        {
            _seen = steps;
            return;
        }

        _logger.StuckInCall(Number);
        Begin();
    }

    public void Dispose()
    {
        _isDisposed = true;
        _epoll.WakeUp();
    }

    private void WakeUp()
    {
        if (Interlocked.Exchange(ref _isWoken, 1) == 0)
        {
            _epoll.WakeUp();
        }
    }

    private void Begin()
    {
        var turn = ++_turn;
        Interlocked.Increment(ref _threads);
        try
        {
            new Thread(() => Serve(turn)) { Name = $"sockets {Number}", IsBackground = true }.Start();
        }
        catch (OutOfMemoryException)
        {
            // As many threads as the system allows: the one that is stuck keeps its turn, and the next look tries again.
            _turn = turn - 1;
            Interlocked.Decrement(ref _threads);
        }
    }

    private void Serve(int turn)
    {
        // A full fence again: whoever still took himself for the server has put in what he had before it.
        Interlocked.Exchange(ref _server, Thread.CurrentThread);
        var events = Epoll.Place();
        while (_turn == turn && !_isDisposed)
        {
            _isWaiting = true;
            var count = _epoll.Wait(events, _work.IsEmpty, out var isWoken);
            _isWaiting = false;
            if (isWoken)
            {
                // A full fence: what is scheduled without waking anybody any more is seen below.
                Interlocked.Exchange(ref _isWoken, 0);
            }

            // Events that are left when the turn is lost are told again: what is ready stays ready.
            for (var index = 0; index < count && _turn == turn; index++)
            {
                var (key, readiness) = Epoll.Event(events, index);
                if (_connections.TryGetValue(key, out var connection))
                {
                    Step(static (connection, readiness) => connection.On(readiness), connection, readiness);
                }
            }

            for (var left = _work.Count; left > 0 && _turn == turn && _work.TryDequeue(out var work); left--)
            {
                Step(static (act, state) => act(state), work.Act, work.State);
            }
        }

        Interlocked.Decrement(ref _threads);
        if (_isDisposed && _threads == 0)
        {
            _epoll.Dispose();
        }
        else if (!_work.IsEmpty)
        {
            // What this thread has left to itself since it lost its turn.
            WakeUp();
        }
    }

    private void Step<TOn, TArgument>(Action<TOn, TArgument> step, TOn on, TArgument argument)
    {
        Volatile.Write(ref _steps, _steps + 1);
        try
        {
            step(on, argument);
        }
        catch (Exception exception)
        {
            _logger.SocketLoopFailed(exception);
        }
    }
}
