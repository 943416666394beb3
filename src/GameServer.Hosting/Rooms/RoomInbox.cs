using GameServer.Rpc.Dispatch;

namespace GameServer.Hosting.Rooms;

/// <summary>
/// What waits for a room's loop, in order. Bounded by what may post: one entry for each place that is reserved, and
/// <see cref="RoomViewer.MaxWaiting"/>, one return, one new name and one leave for each viewer; who would exceed it is
/// refused before posting.
/// </summary>
internal sealed class RoomInbox
{
    private readonly Lock _lock = new();
    private List<IRoomWork> _waiting = [];
    private List<IRoomWork> _taken = [];
    private ReportedException? _stalledBy;
    private bool _closed;

    /// <summary>Adds work; from any thread.</summary>
    /// <returns>False when the room takes no more work, ever.</returns>
    public bool TryPost(IRoomWork work)
    {
        lock (_lock)
        {
            if (_closed)
            {
                return false;
            }

            _waiting.Add(work);
            if (_stalledBy is { } reason)
            {
                work.GiveUp(reason);
            }

            return true;
        }
    }

    /// <summary>Everything that waits. Valid until the next call.</summary>
    public List<IRoomWork> Take()
    {
        lock (_lock)
        {
            (_waiting, _taken) = (_taken, _waiting);
            _waiting.Clear();
            return _taken;
        }
    }

    /// <summary>
    /// The loop hangs: each caller that waits for it, or will until <see cref="Resume"/>, is told so at once. The work stays, for
    /// the loop to clean up when it comes back. By the thread that watches over the loop.
    /// </summary>
    /// <param name="reason">What callers are answered with.</param>
    public void Stall(ReportedException reason)
    {
        lock (_lock)
        {
            _stalledBy = reason;

            // What was taken may be under way: the loop changes this list only in Take, under the lock.
            foreach (var work in _taken.Concat(_waiting))
            {
                work.GiveUp(reason);
            }
        }
    }

    /// <summary>The loop has come back. By the loop.</summary>
    public void Resume()
    {
        lock (_lock)
        {
            _stalledBy = null;
        }
    }

    /// <summary>Closes the inbox if nothing waits.</summary>
    public bool TryClose()
    {
        lock (_lock)
        {
            _closed |= _waiting.Count == 0;
            return _closed;
        }
    }

    /// <summary>Closes the inbox; who waits to be let in is refused. By the loop, also from within its work.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _closed = true;
        }

        // Work that was taken may not have been done, when the loop broke off in the middle.
        foreach (var work in _taken.Concat(_waiting))
        {
            work.Refuse();
        }
    }
}
