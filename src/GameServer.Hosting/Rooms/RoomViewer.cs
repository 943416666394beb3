using GameServer.Games;
using GameServer.Rpc;

namespace GameServer.Hosting.Rooms;

/// <summary>One viewer in one room: what he holds already, and what waits for him or from him.</summary>
internal sealed class RoomViewer(IViewer viewer)
{
    /// <summary>How many commands and broadcasts of one viewer may wait; more are refused with 1005.</summary>
    public const int MaxWaiting = 16;

    // What a game tells in a minute or so. A reply that takes longer is overtaken, and a step that tells more sends it in
    // several writes: events are never dropped.
    private const int MaxTold = 1024;
    private const int Started = 1;
    private const int RoomEnded = 2;
    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<EventMessage> _told = [];
    private ViewerBaseline? _baseline;
    private ViewerLine? _line;
    private ViewerLine? _heldLine;
    private int _waiting;
    private volatile bool _leaving;
    private int _state;

    public IViewer Viewer { get; } = viewer;

    /// <summary>The viewer's seat; null for one who watches.</summary>
    public Seat? Seat { get; set; }

    public Player? Player => Seat?.Player;

    /// <summary>Whether he asked to be let go.</summary>
    public bool IsLeaving => _leaving;

    /// <summary>Whether the room ended under him; for any thread.</summary>
    public bool HasRoomEnded => (Volatile.Read(ref _state) & RoomEnded) != 0;

    /// <summary>Whether snapshots may be sent.</summary>
    public bool IsStarted => (Volatile.Read(ref _state) & Started) != 0;

    /// <summary>Lets messages flow; from any thread.</summary>
    public void Start()
    {
        if (Interlocked.Or(ref _state, Started) == RoomEnded)
        {
            // Whoever comes second, the start or the end, does it: the room's loop may be over.
            FlushAlone();
        }
    }

    /// <summary>The room has ended and tells him nothing more: what is kept is left to whoever starts him.</summary>
    public void EndRoom()
    {
        if (Interlocked.Or(ref _state, RoomEnded) == Started)
        {
            FlushAlone();
        }
    }

    /// <summary>Asks to be let go; from any thread.</summary>
    public Task LeaveAsync()
    {
        _leaving = true;
        return _left.Task;
    }

    /// <summary>The room has let the viewer go.</summary>
    public void Gone()
    {
        // Who was in a room to its end is told by whoever comes second, see Start.
        try
        {
            if (IsStarted && !HasRoomEnded)
            {
                FlushAlone();
            }
        }
        finally
        {
            Seat?.Close();
            _left.TrySetResult();
        }
    }

    /// <summary>Counts one more entry of the viewer's in the inbox; from any thread.</summary>
    /// <exception cref="RpcException">1005 when <see cref="MaxWaiting"/> are there.</exception>
    public void BeginWait()
    {
        if (Interlocked.Increment(ref _waiting) > MaxWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            throw RetryAfter.Error("Too many commands wait for the room.", 100);
        }
    }

    /// <summary>One entry of the viewer's left the inbox.</summary>
    public void EndWait() => Interlocked.Decrement(ref _waiting);

    /// <summary>Forgets what the viewer holds when his line is another one than before.</summary>
    /// <returns>The line; null while he is away.</returns>
    public ViewerLine? UseLine()
    {
        var line = Viewer.Line;
        if (!ReferenceEquals(line, _line))
        {
            _line = line;
            _baseline?.Forget();
        }

        return line;
    }

    /// <summary>What the viewer holds on his line.</summary>
    /// <param name="highest">The highest id in the room.</param>
    public ViewerBaseline Baseline(int highest) => _baseline ??= new ViewerBaseline(highest);

    /// <summary>
    /// Tells an event: it is sent with the tick's snapshot, but not before the viewer has started. After the room's end
    /// there are no more.
    /// </summary>
    public void Send(EventMessage message)
    {
        if (HasRoomEnded)
        {
            return;
        }

        // What cannot be written on his line, or the one that he had, fails here: in the step of the game that tells it.
        if ((Viewer.Line ?? _line) is { } line)
        {
            _ = message.In(line.Format);
        }

        if (_told.Count == MaxTold)
        {
            Start();
            FlushAlone();
        }

        _told.Add(message);
    }

    /// <summary>Sends what was told; what is sent from now on leaves together with it, at <see cref="ReleaseLine"/>.</summary>
    public void Flush()
    {
        if (_told.Count == 0)
        {
            return;
        }

        _heldLine = Viewer.Line;
        _heldLine?.Outbox.Hold();
        var sent = 0;
        try
        {
            while (sent < _told.Count)
            {
                Viewer.SendEvent(_told[sent++]);
            }
        }
        finally
        {
            // Also one that could not be written: what follows it is still to be told.
            _told.RemoveRange(0, sent);
        }
    }

    /// <summary>What was sent since <see cref="Flush"/> leaves now.</summary>
    public void ReleaseLine()
    {
        _heldLine?.Outbox.Release();
        _heldLine = null;
    }

    private void FlushAlone()
    {
        try
        {
            Flush();
        }
        finally
        {
            ReleaseLine();
        }
    }
}
