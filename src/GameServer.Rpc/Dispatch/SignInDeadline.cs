using GameServer.Rpc.Transport;

namespace GameServer.Rpc.Dispatch;

/// <summary>
/// Ends a connection on which nobody signs in and which watches no room: it would hold its place for nothing. Looks at
/// it once a period, so whoever stops watching has between one period and two.
/// </summary>
internal sealed class SignInDeadline : IDisposable
{
    private readonly IRpcConnection _connection;
    private readonly ICaller _caller;
    private readonly RpcMetrics _metrics;
    private readonly ITimer? _timer;
    private bool _wasNobody = true;

    /// <summary>Begins to watch a connection.</summary>
    /// <param name="connection">The connection, just opened.</param>
    /// <param name="caller">Its caller.</param>
    /// <param name="seconds">The period; 0 for no deadline.</param>
    /// <param name="time">Measures the period.</param>
    /// <param name="metrics">Counts whom it ends.</param>
    public SignInDeadline(IRpcConnection connection, ICaller caller, double seconds, TimeProvider time, RpcMetrics metrics)
    {
        (_connection, _caller, _metrics) = (connection, caller, metrics);
        if (seconds > 0)
        {
            var period = TimeSpan.FromSeconds(seconds);
            _timer = time.CreateTimer(static deadline => ((SignInDeadline)deadline!).Look(), this, period, period);
        }
    }

    public void Dispose() => _timer?.Dispose();

    private void Look()
    {
        var isNobody = !_caller.IsSignedIn && !_caller.IsWatching;
        if (isNobody && _wasNobody)
        {
            _timer!.Dispose();
            _metrics.LimitReached(nameof(RpcLimits.SignInSeconds));
            _connection.Close(CloseReason.SignInTimeout);
        }

        _wasNobody = isNobody;
    }
}
