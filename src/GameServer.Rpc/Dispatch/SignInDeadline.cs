using GameServer.Rpc.Transport;

namespace GameServer.Rpc.Dispatch;

/// <summary>
/// Ends a connection on which nobody signs in and which watches no room: it would hold its place for nothing. Looks at
/// it once a period, so a caller who stops watching has between one period and two, and so has a caller whose sign-in the
/// server held up.
/// </summary>
internal sealed class SignInDeadline : IWatched, IDisposable
{
    private readonly IRpcConnection _connection;
    private readonly ICaller _caller;
    private readonly RpcMetrics _metrics;
    private readonly LineWatch _watch;
    private readonly TimeSpan _period;
    private TimeSpan _next;
    private bool _wasNobody = true;

    /// <summary>Begins to watch a connection.</summary>
    /// <param name="connection">The connection, just opened.</param>
    /// <param name="caller">Its caller.</param>
    /// <param name="seconds">The period; 0 for no deadline.</param>
    /// <param name="watch">Looks at it now and then.</param>
    /// <param name="metrics">Counts whom it ends.</param>
    public SignInDeadline(IRpcConnection connection, ICaller caller, double seconds, LineWatch watch, RpcMetrics metrics)
    {
        (_connection, _caller, _metrics, _watch) = (connection, caller, metrics, watch);
        if (seconds > 0)
        {
            _period = TimeSpan.FromSeconds(seconds);
            _next = watch.Now + _period;
            watch.Add(this);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _watch.Remove(this);

    /// <inheritdoc/>
    public void Look(TimeSpan now)
    {
        if (now < _next)
        {
            return;
        }

        _next += _period;
        var isNobody = !_caller.IsSignedIn && !_caller.IsWatching && !_caller.WasHeldUp();
        if (isNobody && _wasNobody)
        {
            Dispose();
            _metrics.LimitReached(nameof(RpcLimits.SignInSeconds));
            _connection.Close(CloseReason.SignInTimeout);
        }

        _wasNobody = isNobody;
    }
}
