using System.Collections;
using Microsoft.AspNetCore.Http.Features;

namespace GameServer.Rpc.Transport.Epoll;

/// <summary>
/// The features of one connection. They are so few that looking at one after another takes no longer than hashing, and
/// half of the memory of <see cref="FeatureCollection"/>.
/// </summary>
internal sealed class ConnectionFeatures : IFeatureCollection
{
    // Those of the socket, and those that Kestrel adds to a connection without TLS.
    private const int FirstPlaces = 7;
    private KeyValuePair<Type, object>[] _features = new KeyValuePair<Type, object>[FirstPlaces];
    private int _count;

    public bool IsReadOnly => false;

    public int Revision { get; private set; }

    public object? this[Type key]
    {
        get => IndexOf(key) is >= 0 and var index ? _features[index].Value : null;
        set
        {
            var index = IndexOf(key);
            Revision++;
            if (value is null)
            {
                Remove(index);
                return;
            }

            if (index < 0)
            {
                index = _count++;
            }

            if (index == _features.Length)
            {
                Array.Resize(ref _features, index * 2);
            }

            _features[index] = new(key, value);
        }
    }

    public TFeature? Get<TFeature>() => (TFeature?)this[typeof(TFeature)];

    public void Set<TFeature>(TFeature? instance) => this[typeof(TFeature)] = instance;

    public IEnumerator<KeyValuePair<Type, object>> GetEnumerator() => _features.Take(_count).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int IndexOf(Type key)
    {
        for (var index = 0; index < _count; index++)
        {
            if (_features[index].Key == key)
            {
                return index;
            }
        }

        return -1;
    }

    private void Remove(int index)
    {
        if (index >= 0)
        {
            _features[index] = _features[--_count];
            _features[_count] = default;
        }
    }
}
