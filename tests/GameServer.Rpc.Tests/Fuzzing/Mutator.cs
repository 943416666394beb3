namespace GameServer.Rpc.Tests.Fuzzing;

/// <summary>
/// Changes messages: bytes and bits, cuts, copies, splices with others, and words that mean something to a parser.
/// Allocates next to nothing, so that the parsers are what takes the time.
/// </summary>
/// <param name="random">Where all choices come from.</param>
/// <param name="words">What may be put in.</param>
public sealed class Mutator(Random random, IReadOnlyList<byte[]> words)
{
    private const int Longest = 4096;
    private const int LongestPart = 32;
    private static readonly byte[] Telling = [0x00, 0x01, 0x7f, 0x80, 0xff, 0xc0, 0xc1, 0xca, 0xdb, 0xdd, 0xdf, (byte)'"', (byte)'\\', (byte)'{', (byte)']'];
    private readonly byte[] _buffer = new byte[Longest + LongestPart];
    private int _length;

    /// <summary>Makes one message of two.</summary>
    /// <returns>The message, until the next call.</returns>
    public ReadOnlyMemory<byte> Mutate(byte[] message, byte[] other)
    {
        _length = Math.Min(message.Length, Longest);
        message.AsSpan(0, _length).CopyTo(_buffer);
        for (var edits = random.Next(1, 7); edits > 0; edits--)
        {
            Edit(other);
        }

        return _buffer.AsMemory(0, _length);
    }

    private void Edit(byte[] other)
    {
        var place = random.Next(_length + 1);
        var part = Math.Min(random.Next(1, LongestPart), _length - place);
        switch (random.Next(9))
        {
            case 0 when place < _length:
                _buffer[place] = (byte)random.Next(256);
                break;
            case 1 when place < _length:
                _buffer[place] ^= (byte)(1 << random.Next(8));
                break;
            case 2 when place < _length:
                _buffer[place] = Telling[random.Next(Telling.Length)];
                break;
            case 3:
                _buffer.AsSpan(place + part, _length - place - part).CopyTo(_buffer.AsSpan(place));
                _length -= part;
                break;
            case 4:
                Insert(place, _buffer.AsSpan(random.Next(_length + 1 - part), part).ToArray());
                break;
            case 5:
                Insert(place, words[random.Next(words.Count)]);
                break;
            case 6:
                Insert(place, [(byte)random.Next(256)]);
                break;
            case 7:
                // The rest is another message's.
                var from = Math.Min(place, other.Length);
                var taken = Math.Min(other.Length - from, Longest - place);
                other.AsSpan(from, taken).CopyTo(_buffer.AsSpan(place));
                _length = place + taken;
                break;
            case 8 when random.Next(8) == 0:
                _length = place;
                break;
        }
    }

    private void Insert(int place, ReadOnlySpan<byte> part)
    {
        if (_length + part.Length <= Longest)
        {
            _buffer.AsSpan(place, _length - place).CopyTo(_buffer.AsSpan(place + part.Length));
            part.CopyTo(_buffer.AsSpan(place));
            _length += part.Length;
        }
    }
}
