namespace GameServer.Rpc.Protocol;

/// <summary>
/// Walks JSON bytes without decoding them and checks them against the grammar, RFC 8259: so far as this accepts them, they
/// parse. Whether text is UTF-8 is checked by whoever reads it.
/// </summary>
/// <param name="data">The bytes.</param>
internal ref struct JsonScanner(ReadOnlySpan<byte> data)
{
    private readonly ReadOnlySpan<byte> _data = data;

    /// <summary>Where it stands.</summary>
    public int Position { get; private set; }

    /// <summary>Whether nothing but white space follows.</summary>
    public bool IsAtEnd => Peek() == 0 && Position == _data.Length;

    /// <summary>Goes to the next byte that is no white space, and tells it; 0 at the end.</summary>
    public byte Peek()
    {
        for (; (uint)Position < (uint)_data.Length; Position++)
        {
            var next = _data[Position];
            if (next is not ((byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r'))
            {
                return next;
            }
        }

        return 0;
    }

    /// <summary>Goes beyond a byte, if it is the next.</summary>
    public bool TryTake(byte expected)
    {
        if (Peek() != expected)
        {
            return false;
        }

        Position++;
        return true;
    }

    /// <summary>Goes beyond the name of an object's member and its colon.</summary>
    /// <param name="name">Receives the name, quotes included.</param>
    public bool TryReadName(out Slice name)
    {
        name = default;
        if (Peek() != '"')
        {
            return false;
        }

        var start = Position;
        if (!TrySkipText())
        {
            return false;
        }

        name = new Slice(start, Position - start);
        return TryTake((byte)':');
    }

    /// <summary>Goes beyond a value.</summary>
    /// <param name="depth">How many arrays and objects may lie in one another in it.</param>
    /// <param name="value">Receives the value.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryRead(int depth, out Slice value)
    {
        Peek();
        var start = Position;
        var isValue = TrySkip(depth);
        value = new Slice(start, Position - start);
        return isValue;
    }

    private bool TrySkip(int depth) => Peek() switch
    {
        (byte)'"' => TrySkipText(),
        (byte)'{' => depth > 0 && TrySkipObject(depth - 1),
        (byte)'[' => depth > 0 && TrySkipArray(depth - 1),
        (byte)'t' => TrySkipWord("true"u8),
        (byte)'f' => TrySkipWord("false"u8),
        (byte)'n' => TrySkipWord("null"u8),
        _ => TrySkipNumber(),
    };

    private bool TrySkipObject(int depth)
    {
        Position++;
        if (TryTake((byte)'}'))
        {
            return true;
        }

        do
        {
            if (!TryReadName(out _) || !TrySkip(depth))
            {
                return false;
            }
        }
        while (TryTake((byte)','));
        return TryTake((byte)'}');
    }

    private bool TrySkipArray(int depth)
    {
        Position++;
        if (TryTake((byte)']'))
        {
            return true;
        }

        do
        {
            if (!TrySkip(depth))
            {
                return false;
            }
        }
        while (TryTake((byte)','));
        return TryTake((byte)']');
    }

    private bool TrySkipWord(ReadOnlySpan<byte> word)
    {
        if (!_data[Position..].StartsWith(word))
        {
            return false;
        }

        Position += word.Length;
        return true;
    }

    private bool TrySkipText()
    {
        for (var position = Position + 1; position < _data.Length; position++)
        {
            switch (_data[position])
            {
                case (byte)'"':
                    Position = position + 1;
                    return true;
                case < (byte)' ':
                    return false;
                case (byte)'\\':
                    position++;
                    var length = EscapeAt(position);
                    if (length == 0)
                    {
                        return false;
                    }

                    position += length - 1;
                    break;
            }
        }

        return false;
    }

    /// <summary>How long the escape is whose backslash comes before; 0 when it is none.</summary>
    private readonly int EscapeAt(int position) => position >= _data.Length ? 0 : _data[position] switch
    {
        (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t' => 1,
        (byte)'u' when position + 5 <= _data.Length && !_data.Slice(position + 1, 4).ContainsAnyExcept("0123456789abcdefABCDEF"u8) => 5,
        _ => 0,
    };

    private bool TrySkipNumber()
    {
        var position = Position;
        if (At(position) == '-')
        {
            position++;
        }

        // Zero is followed by no digit.
        var digits = At(position) == '0' ? 1 : DigitsAt(position);
        position += digits;
        var isNumber = digits > 0;
        if (At(position) == '.')
        {
            digits = DigitsAt(position + 1);
            position += 1 + digits;
            isNumber &= digits > 0;
        }

        if (At(position) is (byte)'e' or (byte)'E')
        {
            position += At(position + 1) is (byte)'+' or (byte)'-' ? 2 : 1;
            digits = DigitsAt(position);
            position += digits;
            isNumber &= digits > 0;
        }

        Position = position;
        return isNumber;
    }

    private readonly byte At(int position) => (uint)position < (uint)_data.Length ? _data[position] : (byte)0;

    private readonly int DigitsAt(int position)
    {
        var end = position;
        while (At(end) is >= (byte)'0' and <= (byte)'9')
        {
            end++;
        }

        return end - position;
    }
}
