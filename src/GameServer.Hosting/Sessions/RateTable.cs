using GameServer.Hosting.Accounts;

namespace GameServer.Hosting.Sessions;

/// <summary>
/// How often each of many may do something: so many a second in the long run, so many at once after a pause. It is the
/// token bucket of each key, kept as the moment at which the bucket is full again (the generic cell rate algorithm of
/// ITU-T I.371): one number a key, and a key whose moment has gone need not be kept at all.
/// </summary>
/// <remarks>When keys are too many, those are forgotten whose buckets are full, or will be first.</remarks>
/// <typeparam name="TKey">Who is limited.</typeparam>
/// <param name="perSecond">How fast a bucket fills; 0 for no limit.</param>
/// <param name="burst">How much it holds.</param>
/// <param name="capacity">How many keys are kept at the most.</param>
/// <param name="time">Measures the time between takes.</param>
internal sealed class RateTable<TKey>(double perSecond, int burst, int capacity, TimeProvider time)
    where TKey : notnull
{
    private readonly Lock _lock = new();
    private readonly BoundedTable<TKey, long> _fullAt = new(capacity, static fullAt => fullAt);
    private readonly long _interval = perSecond > 0 ? (long)(time.TimestampFrequency / perSecond) : 0;

    /// <summary>How many keys are kept.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _fullAt.Count;
            }
        }
    }

    /// <summary>Takes some, if the key has them.</summary>
    /// <param name="key">The key.</param>
    /// <param name="retryAfter">When there will be as many; zero when they were taken.</param>
    /// <param name="count">How many, from 1 to what a bucket holds.</param>
    public bool TryTake(TKey key, out TimeSpan retryAfter, int count = 1)
    {
        retryAfter = TimeSpan.Zero;
        if (_interval == 0)
        {
            return true;
        }

        lock (_lock)
        {
            var now = time.GetTimestamp();
            var fullAt = _fullAt.TryGet(key, out var known) && known > now ? known : now;
            var early = fullAt - now - (burst - count) * _interval;
            if (early > 0)
            {
                retryAfter = time.GetElapsedTime(0, early);
                return false;
            }

            _fullAt.Set(key, fullAt + count * _interval);
            return true;
        }
    }
}
