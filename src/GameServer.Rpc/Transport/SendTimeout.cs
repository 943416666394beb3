namespace GameServer.Rpc.Transport;

/// <summary>Measures how long one write takes. Costs nothing where no write ever has to wait.</summary>
/// <param name="time">The clock.</param>
/// <param name="timeout">How long it may take.</param>
/// <param name="expired">Called when it took longer.</param>
internal sealed class SendTimeout(TimeProvider time, TimeSpan timeout, Action expired) : IDisposable
{
    private ITimer? _timer;

    /// <summary>A write has to wait.</summary>
    public void Begin()
    {
        _timer ??= time.CreateTimer(
            static action => ((Action)action!)(), expired, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(timeout, Timeout.InfiniteTimeSpan);
    }

    /// <summary>It has ended.</summary>
    public void End() => _timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <inheritdoc/>
    public void Dispose() => _timer?.Dispose();
}
