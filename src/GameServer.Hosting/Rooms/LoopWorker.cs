namespace GameServer.Hosting.Rooms;

/// <summary>
/// One thread's tick, as another thread watches it. The two meet in the lock: the tick is found to hang, or it has ended, and
/// never both, so a loop hears of its hang before it hears that it has returned.
/// </summary>
internal sealed class LoopWorker
{
    /// <summary>
    /// How many looks in a row must find the same tick. Looks are counted, and no time is measured: a program that was
    /// stopped as a whole, or a machine that slept, sees one look after it, and nothing hangs.
    /// </summary>
    public const int LooksToHang = 4;

    private readonly Lock _lock = new();
    private ILoop? _loop;
    private int _looks;
    private bool _isHung;
    private bool _isReplaced;

    /// <summary>True while its tick hangs.</summary>
    public bool IsHung
    {
        get
        {
            lock (_lock)
            {
                return _isHung;
            }
        }
    }

    /// <summary>A tick begins; by the thread itself.</summary>
    public void Begin(ILoop loop)
    {
        lock (_lock)
        {
            (_loop, _looks) = (loop, 0);
        }
    }

    /// <summary>The tick has returned; by the thread itself.</summary>
    /// <returns>Whether another thread has taken this one's place meanwhile.</returns>
    public bool End()
    {
        ILoop? returned;
        lock (_lock)
        {
            returned = _isHung ? _loop : null;
            (_loop, _isHung) = (null, false);
        }

        returned?.Return();
        return _isReplaced;
    }

    /// <summary>Looks whether the tick hangs; by the watching thread, once a period.</summary>
    /// <param name="period">The time between two looks.</param>
    /// <param name="isDebugged">Whether a debugger is attached.</param>
    public void Look(TimeSpan period, bool isDebugged)
    {
        lock (_lock)
        {
            if (_loop is not null && ++_looks == LooksToHang)
            {
                _isHung = !isDebugged;
                _loop.Hang((LooksToHang - 1) * period, isDebugged);
            }
        }
    }

    /// <summary>Gives the thread up, so that another one takes its place; by the watching thread.</summary>
    /// <returns>Whether its tick still hangs, and had not been given up before.</returns>
    public bool TryReplace()
    {
        lock (_lock)
        {
            var isReplaced = _isHung && !_isReplaced;
            _isReplaced |= isReplaced;
            return isReplaced;
        }
    }
}
