using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace GameServer.Rpc.Metrics;

/// <summary>
/// Totals of one instrument, apart by the value of a tag. At most <see cref="Most"/> values are kept apart; what has yet
/// another one counts as <c>other</c>, so that no caller can make the metrics grow.
/// </summary>
/// <typeparam name="TKey">The tag's value.</typeparam>
/// <param name="tag">The tag's name.</param>
public sealed class TotalsBy<TKey>(string tag)
    where TKey : notnull
{
    /// <summary>The most values of the tag that are kept apart.</summary>
    public const int Most = 200;

    private readonly ConcurrentDictionary<TKey, Entry> _entries = new();
    private readonly Entry _others = new(new Total(), new(tag, "other"));

    /// <summary>Adds 1 to the total of a value.</summary>
    /// <param name="key">The tag's value.</param>
    public void Add(TKey key) => (_entries.TryGetValue(key, out var entry) ? entry : New(key)).Total.Add(1);

    /// <summary>All of them, as of now.</summary>
    internal IEnumerable<Measurement<long>> Measure()
    {
        foreach (var entry in _entries.Values)
        {
            yield return new(entry.Total.Value, entry.Tag);
        }

        if (_others.Total.Value > 0)
        {
            yield return new(_others.Total.Value, _others.Tag);
        }
    }

    private Entry New(TKey key) =>
        _entries.Count < Most ? _entries.GetOrAdd(key, static (key, tag) => new(new Total(), new(tag, key)), tag) : _others;

    private sealed record Entry(Total Total, KeyValuePair<string, object?> Tag);
}
