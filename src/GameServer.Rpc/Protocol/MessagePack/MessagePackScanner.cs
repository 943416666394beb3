using System.Buffers.Binary;
using System.Text.Unicode;

namespace GameServer.Rpc.Protocol;

/// <summary>What begins at a place in MessagePack bytes.</summary>
internal enum TokenKind
{
    Nil,
    Boolean,
    Number,
    Text,
    Binary,
    Extension,
    Array,
    Map,
}

/// <summary>The head of one value.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Head">How many bytes its head has.</param>
/// <param name="Body">How many bytes follow that are its own; for arrays and maps none.</param>
/// <param name="Children">How many values follow that are inside it.</param>
internal readonly record struct Token(TokenKind Kind, int Head, uint Body, ulong Children);

/// <summary>
/// Walks MessagePack bytes without decoding them, on a stack of its own that is as deep as the limit allows, so that no
/// input can exhaust the thread's. See the specification at msgpack.org for the codes.
/// </summary>
internal static class MessagePackScanner
{
    private static readonly Token[] Heads = [.. Enumerable.Range(0, 256).Select(Short)];

    /// <summary>Where the value that begins at a place ends; -1 when it is cut off, invalid or too deep.</summary>
    public static int End(ReadOnlySpan<byte> data, int start, int depth) =>
        !TryRead(data, start, out var token) ? -1
        : token.Kind is TokenKind.Array or TokenKind.Map ? EndOfAll(data, start, depth)
        : EndOfOne(data, start, token);

    private static int EndOfOne(ReadOnlySpan<byte> data, int start, in Token token)
    {
        var body = start + token.Head;
        return token.Body <= data.Length - body
            && (token.Kind != TokenKind.Text || Utf8.IsValid(data.Slice(body, (int)token.Body)))
                ? body + (int)token.Body
                : -1;
    }

    private static int EndOfAll(ReadOnlySpan<byte> data, int start, int depth)
    {
        Span<ulong> open = stackalloc ulong[depth + 1];
        var level = 0;
        open[0] = 1;
        var position = start;
        while (true)
        {
            while (open[level] == 0)
            {
                if (level-- == 0)
                {
                    return position;
                }
            }

            open[level]--;
            if (!TryRead(data, position, out var token))
            {
                return -1;
            }

            if (token.Kind is TokenKind.Array or TokenKind.Map)
            {
                position += token.Head;

                // Counted even when empty, as JSON does.
                if (level == depth)
                {
                    return -1;
                }

                open[++level] = token.Children;
                continue;
            }

            position = EndOfOne(data, position, token);
            if (position < 0)
            {
                return -1;
            }
        }
    }

    /// <summary>Where the value that begins at a place ends, in what <see cref="End"/> found whole.</summary>
    public static int Skip(ReadOnlySpan<byte> data, int start)
    {
        var position = start;
        for (ulong open = 1; open > 0; open--)
        {
            TryRead(data, position, out var token);
            position += token.Head + (int)token.Body;
            open += token.Children;
        }

        return position;
    }

    /// <summary>Reads the head of a value; its body may still be cut off.</summary>
    public static bool TryRead(ReadOnlySpan<byte> data, int position, out Token token)
    {
        if ((uint)position >= (uint)data.Length)
        {
            token = default;
            return false;
        }

        token = Heads[data[position]];
        if (token.Head == 0)
        {
            token = Longer(data[position], data[(position + 1)..]);
        }

        // Every head has a byte at least: none is what the unused code 0xc1 and cut off sizes give.
        return token.Head > 0;
    }

    /// <summary>The head of a value by its code alone; nothing where a size follows, or where the code has no meaning.</summary>
    private static Token Short(int code) => code switch
    {
        <= 0x7f or >= 0xe0 => new Token(TokenKind.Number, 1, 0, 0),
        <= 0x8f => new Token(TokenKind.Map, 1, 0, (ulong)(code & 0x0f) * 2),
        <= 0x9f => new Token(TokenKind.Array, 1, 0, (ulong)(code & 0x0f)),
        <= 0xbf => new Token(TokenKind.Text, 1, (uint)(code & 0x1f), 0),
        0xc0 => new Token(TokenKind.Nil, 1, 0, 0),
        0xc2 or 0xc3 => new Token(TokenKind.Boolean, 1, 0, 0),
        0xca or 0xce or 0xd2 => new Token(TokenKind.Number, 1, 4, 0),
        0xcb or 0xcf or 0xd3 => new Token(TokenKind.Number, 1, 8, 0),
        0xcc or 0xd0 => new Token(TokenKind.Number, 1, 1, 0),
        0xcd or 0xd1 => new Token(TokenKind.Number, 1, 2, 0),
        >= 0xd4 and <= 0xd8 => new Token(TokenKind.Extension, 1, 1u + (1u << (code - 0xd4)), 0),
        _ => default,
    };

    private static Token Longer(byte code, ReadOnlySpan<byte> rest) => code switch
    {
        0xc4 or 0xc5 or 0xc6 => Sized(TokenKind.Binary, 1 << (code - 0xc4), rest, 0),
        0xc7 or 0xc8 or 0xc9 => Sized(TokenKind.Extension, 1 << (code - 0xc7), rest, 1),
        0xd9 or 0xda or 0xdb => Sized(TokenKind.Text, 1 << (code - 0xd9), rest, 0),
        0xdc or 0xdd => Counted(TokenKind.Array, 2 << (code - 0xdc), rest, 1),
        0xde or 0xdf => Counted(TokenKind.Map, 2 << (code - 0xde), rest, 2),
        _ => default,
    };

    private static Token Sized(TokenKind kind, int sizeBytes, ReadOnlySpan<byte> rest, uint more)
    {
        if (rest.Length < sizeBytes)
        {
            return default;
        }

        var size = ReadSize(rest, sizeBytes);
        return size > int.MaxValue - 1 ? default : new Token(kind, 1 + sizeBytes, size + more, 0);
    }

    private static Token Counted(TokenKind kind, int sizeBytes, ReadOnlySpan<byte> rest, uint each) =>
        rest.Length < sizeBytes ? default : new Token(kind, 1 + sizeBytes, 0, (ulong)ReadSize(rest, sizeBytes) * each);

    private static uint ReadSize(ReadOnlySpan<byte> bytes, int count) => count switch
    {
        1 => bytes[0],
        2 => BinaryPrimitives.ReadUInt16BigEndian(bytes),
        _ => BinaryPrimitives.ReadUInt32BigEndian(bytes),
    };
}
