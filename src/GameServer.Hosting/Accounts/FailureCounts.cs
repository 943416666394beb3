namespace GameServer.Hosting.Accounts;

/// <summary>
/// How often each of many failed, and how long he therefore has to wait: not at all while he has failures free, then a
/// second, and twice as long with each further one. Whoever did not fail for a while begins anew.
/// </summary>
/// <remarks>
/// When too many are kept, those are forgotten who failed the least, of equal ones who failed longest ago: whoever
/// brings many addresses, or names, pushes out what he brought himself. For one thread at a time.
/// </remarks>
/// <typeparam name="TKey">Who fails.</typeparam>
/// <param name="free">Failures after which one waits; 0 for never.</param>
/// <param name="longest">The longest wait.</param>
/// <param name="capacity">How many are kept at the most.</param>
/// <param name="time">The clock.</param>
internal sealed class FailureCounts<TKey>(int free, TimeSpan longest, int capacity, TimeProvider time)
    where TKey : notnull
{
    /// <summary>After so long without a failure one begins anew.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromMinutes(30);

    private const int MostDoublings = 30;

    private readonly BoundedTable<TKey, Entry> _entries = new(
        capacity, entry => ((long)entry.Failures << 32) + entry.At / time.TimestampFrequency);

    /// <summary>How many are kept.</summary>
    public int Count => _entries.Count;

    /// <summary>How long one with so many failures waits after the last of them.</summary>
    /// <param name="key">Who.</param>
    public TimeSpan DelayOf(TKey key) => DelayAfter(Current(key).Failures);

    /// <summary>How long one still has to wait.</summary>
    /// <param name="key">Who.</param>
    public TimeSpan WaitOf(TKey key)
    {
        var entry = Current(key);
        var wait = DelayAfter(entry.Failures) - time.GetElapsedTime(entry.At);
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    /// <summary>One more failure.</summary>
    /// <param name="key">Whose.</param>
    /// <returns>How many he has now.</returns>
    public int Add(TKey key)
    {
        if (free == 0)
        {
            return 0;
        }

        var failures = Current(key).Failures + 1;
        _entries.Set(key, new Entry(failures, time.GetTimestamp()));
        return failures;
    }

    /// <summary>One of the failures was none.</summary>
    /// <param name="key">Whose.</param>
    public void Withdraw(TKey key)
    {
        var entry = Current(key);
        if (entry.Failures > 1)
        {
            _entries.Set(key, entry with { Failures = entry.Failures - 1 });
        }
        else
        {
            _entries.Remove(key);
        }
    }

    private TimeSpan DelayAfter(int failures)
    {
        if (free == 0 || failures < free)
        {
            return TimeSpan.Zero;
        }

        var delay = TimeSpan.FromSeconds(1L << Math.Min(failures - free, MostDoublings));
        return delay < longest ? delay : longest;
    }

    private Entry Current(TKey key) =>
        _entries.TryGet(key, out var entry) && time.GetElapsedTime(entry.At) < Quiet ? entry : default;

    private readonly record struct Entry(int Failures, long At);
}
