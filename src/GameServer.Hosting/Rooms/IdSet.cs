using System.Numerics;

namespace GameServer.Hosting.Rooms;

/// <summary>A set of entity ids, a bit each: sets of one room are compared 64 ids at a time.</summary>
/// <param name="highest">The highest id.</param>
internal sealed class IdSet(int highest)
{
    private readonly ulong[] _words = new ulong[highest / 64 + 1];

    /// <summary>The bits: id 0 is the lowest bit of the first word.</summary>
    public Span<ulong> Words => _words;

    public bool Contains(int id) => (_words[id >> 6] >> id & 1) != 0;

    public void Add(int id) => _words[id >> 6] |= 1ul << id;

    public void Remove(int id) => _words[id >> 6] &= ~(1ul << id);

    public void Clear() => Array.Clear(_words);

    /// <summary>Adds a whole set of the same room.</summary>
    public void Add(IdSet other)
    {
        for (var index = 0; index < _words.Length; index++)
        {
            _words[index] |= other._words[index];
        }
    }

    /// <summary>Goes through the ids, the lowest first; removing the current one is allowed.</summary>
    public Enumerator GetEnumerator() => new(_words);

    /// <summary>Goes through the ids of one word.</summary>
    /// <param name="word">The bits.</param>
    /// <param name="index">Which word of a set it is.</param>
    public static Enumerator In(ulong word, int index) => new([], word, index);

    public ref struct Enumerator(ReadOnlySpan<ulong> words, ulong word = 0, int index = -1)
    {
        private readonly ReadOnlySpan<ulong> _words = words;
        private ulong _rest = word;
        private int _index = index;

        public int Current { get; private set; }

        public readonly Enumerator GetEnumerator() => this;

        public bool MoveNext()
        {
            while (_rest == 0)
            {
                if (++_index >= _words.Length)
                {
                    return false;
                }

                _rest = _words[_index];
            }

            Current = _index * 64 + BitOperations.TrailingZeroCount(_rest);
            _rest &= _rest - 1;
            return true;
        }
    }
}
