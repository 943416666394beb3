using GameServer.Simulation.Tests.Machine;

namespace GameServer.Simulation.Tests.Network;

/// <summary>One direction of a link: keeps the order, takes its time, and may be severed without anybody noticing.</summary>
internal sealed class Pipe
{
    private const int LeastMilliseconds = 2;
    private readonly VirtualTime _time;
    private readonly Random _random;
    private readonly Action<Frame> _deliver;
    private readonly Action _wake;
    private readonly Queue<(long At, Frame Frame)> _under = new();
    private long _free;
    private long _latest;
    private bool _isWaking;
    private bool _isEnded;

    public Pipe(VirtualTime time, Random random, Action<Frame> deliver) =>
        (_time, _random, _deliver, _wake) = (time, random, deliver, Wake);

    /// <summary>The mean delay.</summary>
    public int Milliseconds { get; set; } = 20;

    /// <summary>How fast the reader reads.</summary>
    public int BytesPerSecond { get; set; } = 10_000_000;

    /// <summary>Nothing that is under way or sent from now on arrives.</summary>
    public bool IsSevered { get; set; }

    /// <summary>Bytes that were sent and did not arrive yet.</summary>
    public int Bytes { get; private set; }

    public void Send(in Frame frame)
    {
        Bytes += frame.Bytes.Length;
        _free = Math.Max(_free, _time.Now) + frame.Bytes.Length * TimeSpan.TicksPerSecond / BytesPerSecond;
        var delay = LeastMilliseconds + _random.Next(2 * Milliseconds);
        _latest = Math.Max(_latest, _free + delay * TimeSpan.TicksPerMillisecond);
        _under.Enqueue((_latest, frame));
        WakeAt(_latest);
    }

    /// <summary>The link is cut: what is under way is lost.</summary>
    public void End()
    {
        _isEnded = true;
        _under.Clear();
        Bytes = 0;
    }

    private void WakeAt(long at)
    {
        if (!_isWaking)
        {
            _isWaking = true;
            _time.At(at, _wake);
        }
    }

    private void Wake()
    {
        _isWaking = false;
        while (!IsSevered && !_isEnded && _under.TryPeek(out var next))
        {
            if (next.At > _time.Now)
            {
                WakeAt(next.At);
                return;
            }

            _under.Dequeue();
            Bytes -= next.Frame.Bytes.Length;
            _deliver(next.Frame);
        }
    }
}
