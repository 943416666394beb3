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
    private const int Sending = 4;
    private const int CutOff = 8;
    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<EventMessage> _told = [];
    private ViewerBaseline? _baseline;
    private ViewerLine? _line;
    private int _waiting;
    private bool _leaving;
    private int _state;

    public IViewer Viewer { get; } = viewer;

    /// <summary>
    /// The account that points are kept for. It is read on entering: a session that left a room that hung may have another
    /// account when the room comes back.
    /// </summary>
    public long? AccountId { get; } = viewer.AccountId;

    /// <summary>The viewer's seat; null for one who watches.</summary>
    public Seat? Seat { get; set; }

    public Player? Player => Seat?.Player;

    /// <summary>True once the viewer asked to be let go.</summary>
    public bool IsLeaving => Volatile.Read(ref _leaving);

    /// <summary>True once the room has ended; for any thread.</summary>
    public bool HasRoomEnded => (Volatile.Read(ref _state) & RoomEnded) != 0;

    /// <summary>Whether snapshots may be sent.</summary>
    public bool IsStarted => (Volatile.Read(ref _state) & Started) != 0;

    /// <summary>Lets messages flow; from any thread.</summary>
    public void Start()
    {
        if ((Interlocked.Or(ref _state, Started) & (Started | RoomEnded)) == RoomEnded)
        {
            // The second of the two, the start or the end, does it: the room's loop may be over.
            FlushAlone();
        }
    }

    /// <summary>The room has ended and tells the viewer nothing more: what is kept is left to <see cref="Start"/>.</summary>
    public void EndRoom()
    {
        if ((Interlocked.Or(ref _state, RoomEnded) & (Started | RoomEnded)) == Started)
        {
            FlushAlone();
        }
    }

    /// <summary>Completes when the room has let the viewer go, or the viewer is cut off from it.</summary>
    public Task Left => _left.Task;

    /// <summary>Asks to be let go; from any thread.</summary>
    /// <returns>True for the first to ask.</returns>
    public bool BeginToLeave() => !Interlocked.Exchange(ref _leaving, true);

    /// <summary>
    /// The viewer goes without the room's loop, which hangs: from now on nothing of the room is sent. Where the loop is just
    /// sending something, this spins until that is done: no code of the game runs then.
    /// </summary>
    public void Cut()
    {
        Interlocked.Or(ref _state, CutOff);
        var spinner = default(SpinWait);
        while ((Volatile.Read(ref _state) & Sending) != 0)
        {
            spinner.SpinOnce();
        }

        _left.TrySetResult();
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
    /// Writes an event in the format of the viewer's line, or of the one before: one that cannot be written fails here, in
    /// the member of the game that tells it.
    /// </summary>
    public void Encode(EventMessage message)
    {
        if (!HasRoomEnded && (Viewer.Line ?? _line) is { } line)
        {
            _ = message.In(line.Format);
        }
    }

    /// <summary>
    /// Tells an event: it is sent with the tick's snapshot, but not before the viewer has started. After the room's end
    /// there are no more.
    /// </summary>
    /// <param name="message">The event, for which <see cref="Encode"/> has passed.</param>
    public void Send(EventMessage message)
    {
        if (HasRoomEnded)
        {
            return;
        }

        if (_told.Count == MaxTold)
        {
            Start();
            FlushAlone();
        }

        _told.Add(message);
    }

    /// <summary>Sends what was told, and a snapshot with it where there is one. No code of the game runs meanwhile.</summary>
    /// <param name="line">The line that the snapshot is for.</param>
    /// <param name="snapshot">The snapshot; empty for none.</param>
    public void Flush(ViewerLine? line, ReadOnlySpan<byte> snapshot)
    {
        if (_told.Count == 0 && snapshot.IsEmpty)
        {
            return;
        }

        var held = snapshot.IsEmpty ? Viewer.Line : line;
        var isCut = (Interlocked.Or(ref _state, Sending) & CutOff) != 0;
        held?.Outbox.Hold();
        var sent = 0;
        try
        {
            while (!isCut && sent < _told.Count)
            {
                Viewer.SendEvent(_told[sent++]);
            }

            if (!isCut && !snapshot.IsEmpty)
            {
                line!.Outbox.SendSnapshot(snapshot);
            }
        }
        finally
        {
            held?.Outbox.Release();
            Interlocked.And(ref _state, ~Sending);

            // Also one that could not be written: what follows it is still to be told.
            _told.RemoveRange(0, isCut ? _told.Count : sent);
        }
    }

    private void FlushAlone() => Flush(line: null, snapshot: []);
}
