using System.Buffers;
using GameServer.Hosting.Rooms;
using GameServer.Rpc.Protocol;
using GameServer.Rpc.Transport;

namespace GameServer.Hosting.Sessions;

/// <summary>
/// What a session is told. Each event gets the next number, goes to the line where there is one, and is kept for a
/// client who comes back: the last ones, bounded by number and bytes, the oldest forgotten first. Any thread may use it.
/// </summary>
/// <param name="mostBytes">How many bytes of params are kept; fewer than an outbox takes, or what is told again would end
/// the line that it is told on.</param>
internal sealed class SessionEvents(int mostBytes)
{
    /// <summary>The most events that are kept.</summary>
    public const int Most = 512;

    private const int EnvelopeBytes = 64;

    // Also the lock over all that follows: what is numbered is kept and queued in one order.
    private readonly Queue<Kept> _kept = new();
    private readonly ArrayBufferWriter<byte> _message = new();
    private volatile ViewerLine? _line;
    private ViewerLine? _next;
    private WireFormat? _measure;
    private bool _keeps;
    private int _keptBytes;
    private long _last;
    private long _from;

    /// <summary>The number that the next event will have.</summary>
    public long Next
    {
        get
        {
            lock (_kept)
            {
                return _last + 1;
            }
        }
    }

    /// <summary>The line that events go to as they happen; null without one.</summary>
    public ViewerLine? Line => _line;

    /// <summary>Tells an event.</summary>
    public void Send(EventMessage message)
    {
        lock (_kept)
        {
            _last++;
            if (_keeps)
            {
                Keep(message);
            }

            if (_line is { } line)
            {
                Queue(line, message, _last);
            }
        }
    }

    /// <summary>From now on events are kept, because somebody signed in who can come back for them.</summary>
    public void BeginKeeping()
    {
        lock (_kept)
        {
            _keeps = true;
        }
    }

    /// <summary>Nobody comes back for what was told so far.</summary>
    public void Forget()
    {
        lock (_kept)
        {
            _kept.Clear();
            (_keeps, _keptBytes) = (false, 0);
        }
    }

    /// <summary>Goes on with such a number that the client sees that something is missing.</summary>
    /// <param name="lastEvent">The last that the client had of a session that is not this one.</param>
    public void LeaveGapAfter(long lastEvent)
    {
        lock (_kept)
        {
            _kept.Clear();
            _keptBytes = 0;
            _last = Math.Max(_last, lastEvent + 1);
        }
    }

    /// <summary>Takes a new line in the place of the one before; nothing is sent on it before <see cref="Begin"/>.</summary>
    /// <param name="connection">The line.</param>
    /// <param name="lastEvent">The last event that the client has; null for one who wants none again.</param>
    /// <returns>The number of the first event that will be sent on it.</returns>
    public long Attach(IRpcConnection connection, long? lastEvent)
    {
        lock (_kept)
        {
            if (lastEvent > _last)
            {
                // What he had was told by another session, before this one: he must see that something is missing.
                LeaveGapAfter(lastEvent.Value);
            }

            _line = null;
            _next = new ViewerLine(connection.Format, connection.Outbox);
            _measure = connection.Format;
            _from = lastEvent is { } seen ? Math.Max(seen + 1, OldestKept) : _last + 1;
            return _from;
        }
    }

    /// <summary>Sends what the client missed, and from then on what happens.</summary>
    public void Begin()
    {
        lock (_kept)
        {
            if (_next is not { } line)
            {
                return;
            }

            // Between the two acts the oldest may have been forgotten: the client sees it by the numbers.
            var number = OldestKept;
            foreach (var (message, _) in _kept)
            {
                if (number >= _from)
                {
                    Queue(line, message, number);
                }

                number++;
            }

            (_line, _next) = (line, null);
        }
    }

    /// <summary>The line is lost.</summary>
    public void Detach()
    {
        lock (_kept)
        {
            (_line, _next) = (null, null);
        }
    }

    private long OldestKept => _last - _kept.Count + 1;

    private void Keep(EventMessage message)
    {
        // What is measured need not be what is sent in the end: formats differ little in the size of an event.
        var bytes = EnvelopeBytes + message.Name.Length + (_measure is { } format ? message.In(format).Length : 0);
        _kept.Enqueue(new Kept(message, bytes));
        _keptBytes += bytes;
        while (_kept.Count > Most || _keptBytes > mostBytes)
        {
            _keptBytes -= _kept.Dequeue().Bytes;
        }
    }

    private void Queue(ViewerLine line, EventMessage message, long number)
    {
        _message.ResetWrittenCount();
        message.Write(_message, line.Format, number);
        line.Outbox.Send(_message.WrittenSpan);
    }

    private readonly record struct Kept(EventMessage Message, int Bytes);
}
