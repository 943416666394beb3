using System.Diagnostics.CodeAnalysis;

namespace GameServer.Hosting.Accounts;

/// <summary>
/// A dictionary that holds so many entries at the most. When one comes too many, the quarter that is worth the least is
/// forgotten: a quarter, so that the search for it is done once in many calls. For one thread at a time.
/// </summary>
/// <typeparam name="TKey">What is looked up.</typeparam>
/// <typeparam name="TValue">What is kept.</typeparam>
/// <param name="capacity">How many entries are kept, at least 1.</param>
/// <param name="worth">How much an entry is worth, compared with the others.</param>
internal sealed class BoundedTable<TKey, TValue>(int capacity, Func<TValue, long> worth)
    where TKey : notnull
{
    private readonly Dictionary<TKey, TValue> _entries = [];

    /// <summary>How many entries are kept.</summary>
    public int Count => _entries.Count;

    /// <summary>The entry of a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The entry.</param>
    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value) => _entries.TryGetValue(key, out value);

    /// <summary>Keeps an entry, in place of the key's earlier one.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The entry.</param>
    public void Set(TKey key, TValue value)
    {
        if (_entries.Count >= capacity && !_entries.ContainsKey(key))
        {
            var least = _entries.OrderBy(entry => worth(entry.Value)).Take(Math.Max(1, capacity / 4)).ToList();
            least.ForEach(entry => _entries.Remove(entry.Key));
        }

        _entries[key] = value;
    }

    /// <summary>Forgets an entry; an unknown one is fine.</summary>
    /// <param name="key">The key.</param>
    public void Remove(TKey key) => _entries.Remove(key);

    /// <summary>Forgets entries.</summary>
    /// <param name="which">Which.</param>
    public void RemoveWhere(Func<TValue, bool> which)
    {
        foreach (var key in _entries.Where(entry => which(entry.Value)).Select(static entry => entry.Key).ToList())
        {
            _entries.Remove(key);
        }
    }
}
