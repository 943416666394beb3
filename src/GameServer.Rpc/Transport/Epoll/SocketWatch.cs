namespace GameServer.Rpc.Transport.Epoll;

/// <summary>What the loop is to tell of one socket. Any thread may change it.</summary>
/// <param name="loop">The loop.</param>
/// <param name="connection">Whose socket it is.</param>
internal sealed class SocketWatch(EpollLoop loop, EpollConnection connection)
{
    private readonly Lock _lock = new();
    private Readiness _wanted = Readiness.In;
    private bool _isWatched;

    /// <summary>From now on the loop tells.</summary>
    public void Begin()
    {
        lock (_lock)
        {
            loop.Add(connection, _wanted);
            _isWatched = true;
        }
    }

    /// <summary>Wants to be told when something is possible, or not any more.</summary>
    public void Want(Readiness readiness, bool isWanted)
    {
        lock (_lock)
        {
            var wanted = isWanted ? _wanted | readiness : _wanted & ~readiness;
            if (wanted != _wanted)
            {
                _wanted = wanted;
                if (_isWatched)
                {
                    loop.Change(connection, wanted);
                }
            }
        }
    }

    /// <summary>Wants to be told nothing any more. A second time changes nothing.</summary>
    public void End()
    {
        lock (_lock)
        {
            if (_isWatched)
            {
                _isWatched = false;
                loop.Remove(connection);
            }
        }
    }
}
