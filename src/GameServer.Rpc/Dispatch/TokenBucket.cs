namespace GameServer.Rpc.Dispatch;

/// <summary>A token bucket: so many a second in the long run, so many at once after a pause. For one thread.</summary>
/// <param name="perSecond">How fast it fills; 0 for no limit.</param>
/// <param name="burst">How much it holds.</param>
/// <param name="time">Measures the time between takes.</param>
internal sealed class TokenBucket(double perSecond, double burst, TimeProvider time)
{
    private readonly double _burst = Math.Max(burst, 1);
    private double _tokens = Math.Max(burst, 1);
    private long _filledAt = time.GetTimestamp();

    /// <summary>Takes one, if there is one.</summary>
    /// <param name="retryAfter">When there will be one; zero when one was taken.</param>
    public bool TryTake(out TimeSpan retryAfter)
    {
        retryAfter = TimeSpan.Zero;
        if (perSecond <= 0)
        {
            return true;
        }

        var now = time.GetTimestamp();
        _tokens = Math.Min(_burst, _tokens + time.GetElapsedTime(_filledAt, now).TotalSeconds * perSecond);
        _filledAt = now;
        if (_tokens >= 1)
        {
            _tokens--;
            return true;
        }

        retryAfter = TimeSpan.FromSeconds((1 - _tokens) / perSecond);
        return false;
    }
}
