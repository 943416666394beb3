using System.Text;

namespace GameServer.Rpc.Protocol;

/// <summary>Finds the parts of a MessagePack message.</summary>
internal static class MessagePackEnvelopeReader
{
    public static Envelope Read(ReadOnlySpan<byte> message, int depth)
    {
        if (MessagePackScanner.End(message, 0, depth) != message.Length
            || !MessagePackScanner.TryRead(message, 0, out var head))
        {
            return new Envelope(EnvelopeKind.Unreadable);
        }

        return head.Kind switch
        {
            TokenKind.Map => ReadMap(message, head),
            TokenKind.Array => new Envelope(EnvelopeKind.Batch),
            _ => new Envelope(EnvelopeKind.Invalid),
        };
    }

    public static void Split(ReadOnlySpan<byte> array, ICollection<Slice> members)
    {
        MessagePackScanner.TryRead(array, 0, out var head);
        var position = head.Head;
        for (ulong index = 0; index < head.Children; index++)
        {
            members.Add(Next(array, ref position));
        }
    }

    public static ArgumentMatch Match(
        ReadOnlySpan<byte> arguments, ArgumentsKind kind, ReadOnlySpan<string> names, Span<Slice> values, out Slice culprit)
    {
        culprit = default;
        MessagePackScanner.TryRead(arguments, 0, out var head);
        var position = head.Head;
        if (kind == ArgumentsKind.Positional)
        {
            if (head.Children > (ulong)values.Length)
            {
                return ArgumentMatch.TooMany;
            }

            for (var index = 0; index < (int)head.Children; index++)
            {
                values[index] = Next(arguments, ref position);
            }

            return ArgumentMatch.Matched;
        }

        for (ulong pair = 0; pair < head.Children / 2; pair++)
        {
            culprit = Next(arguments, ref position);
            var index = IndexOf(Text(culprit.Of(arguments)), names);
            if (index < 0)
            {
                return ArgumentMatch.UnknownName;
            }

            if (values[index].Length > 0)
            {
                return ArgumentMatch.RepeatedName;
            }

            values[index] = Next(arguments, ref position);
        }

        return ArgumentMatch.Matched;
    }

    public static int CopyText(ReadOnlySpan<byte> value, Span<char> destination) =>
        MessagePackScanner.TryRead(value, 0, out var token) && token.Kind == TokenKind.Text
            && Encoding.UTF8.TryGetChars(value[token.Head..], destination, out var written)
            ? written
            : -1;

    private static Envelope ReadMap(ReadOnlySpan<byte> message, Token head)
    {
        Slice id = default, method = default, parameters = default;
        var arguments = ArgumentsKind.None;
        bool version = false, valid = true;
        var position = head.Head;
        for (ulong pair = 0; pair < head.Children / 2; pair++)
        {
            var key = Text(Next(message, ref position).Of(message));
            var value = Next(message, ref position);
            MessagePackScanner.TryRead(message, value.Start, out var token);
            if (key.SequenceEqual("jsonrpc"u8))
            {
                valid &= !version && Text(value.Of(message)).SequenceEqual("2.0"u8);
                version = true;
            }
            else if (key.SequenceEqual("method"u8))
            {
                valid &= method.Length == 0 && token.Kind == TokenKind.Text;
                method = value;
            }
            else if (key.SequenceEqual("id"u8))
            {
                var allowed = token.Kind is TokenKind.Nil or TokenKind.Number or TokenKind.Text;
                valid &= allowed && id.Length == 0;
                id = allowed ? value : id;
            }
            else if (key.SequenceEqual("params"u8))
            {
                valid &= parameters.Length == 0 && token.Kind is TokenKind.Array or TokenKind.Map;
                arguments = token.Kind == TokenKind.Array ? ArgumentsKind.Positional : ArgumentsKind.Named;
                parameters = value;
            }
        }

        valid &= version && method.Length > 0;

        // An id belongs to the caller only in a call; that of a stray reply would be one of ours.
        var hasId = id.Length > 0 && method.Length > 0;
        return new Envelope(
            valid ? EnvelopeKind.Call : EnvelopeKind.Invalid, hasId, hasId ? id : default, method, arguments, parameters);
    }

    private static Slice Next(ReadOnlySpan<byte> data, ref int position)
    {
        var start = position;
        position = MessagePackScanner.Skip(data, start);
        return new Slice(start, position - start);
    }

    /// <summary>The bytes of a text value; empty for what is none.</summary>
    private static ReadOnlySpan<byte> Text(ReadOnlySpan<byte> value) =>
        MessagePackScanner.TryRead(value, 0, out var token) && token.Kind == TokenKind.Text ? value[token.Head..] : default;

    private static int IndexOf(ReadOnlySpan<byte> name, ReadOnlySpan<string> names)
    {
        Span<char> characters = stackalloc char[64];
        if (!Encoding.UTF8.TryGetChars(name, characters, out var written))
        {
            return -1;
        }

        for (var index = 0; index < names.Length; index++)
        {
            if (characters[..written].SequenceEqual(names[index]))
            {
                return index;
            }
        }

        return -1;
    }
}
