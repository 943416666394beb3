namespace GameServer.Rpc.Protocol;

/// <summary>Where the arguments of one call lie in its message, in their order there. Used for one message after another.</summary>
/// <param name="capacity">How many are kept. One more than the most that any method takes is enough: where more are
/// given, one of the kept ones has no place.</param>
public sealed class ArgumentList(int capacity)
{
    private readonly Slice[] _names = new Slice[capacity];
    private readonly Slice[] _values = new Slice[capacity];

    /// <summary>How many were given.</summary>
    public int Count { get; private set; }

    /// <summary>The names of those that are kept, as text of the message's format; empty slices where arguments are given
    /// by position.</summary>
    public ReadOnlySpan<Slice> Names => _names.AsSpan(0, Math.Min(Count, _names.Length));

    /// <summary>The values of those that are kept.</summary>
    public ReadOnlySpan<Slice> Values => _values.AsSpan(0, Math.Min(Count, _values.Length));

    /// <summary>Adds one.</summary>
    /// <param name="name">Its name; an empty slice where it has none.</param>
    /// <param name="value">Its value.</param>
    public void Add(Slice name, Slice value)
    {
        if (Count < _names.Length)
        {
            _names[Count] = name;
            _values[Count] = value;
        }

        Count++;
    }

    /// <summary>Forgets those of the message before.</summary>
    public void Clear() => Count = 0;
}
