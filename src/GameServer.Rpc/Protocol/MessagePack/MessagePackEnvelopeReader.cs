using System.Text;

namespace GameServer.Rpc.Protocol;

/// <summary>Finds the parts of a MessagePack message in one pass, which also proves that all of it is whole.</summary>
internal static class MessagePackEnvelopeReader
{
    public static Envelope Read(ReadOnlySpan<byte> message, int depth, ArgumentList? arguments)
    {
        if (!MessagePackScanner.TryRead(message, 0, out var head))
        {
            return new Envelope(EnvelopeKind.Unreadable);
        }

        var envelope = new Envelope(head.Kind == TokenKind.Array ? EnvelopeKind.Batch : EnvelopeKind.Invalid);
        var end = head.Kind == TokenKind.Map
            ? ReadMap(message, head, depth - 1, arguments, out envelope)
            : MessagePackScanner.End(message, 0, depth);
        return end == message.Length ? envelope : new Envelope(EnvelopeKind.Unreadable);
    }

    public static void Split(ReadOnlySpan<byte> array, ICollection<Slice> members)
    {
        MessagePackScanner.TryRead(array, 0, out var head);
        var position = head.Head;
        for (ulong index = 0; index < head.Children; index++)
        {
            var start = position;
            position = MessagePackScanner.Skip(array, start);
            members.Add(new Slice(start, position - start));
        }
    }

    public static int CopyText(ReadOnlySpan<byte> value, Span<char> destination) =>
        TryGetText(value, out var text) && Encoding.UTF8.TryGetChars(text, destination, out var written) ? written : -1;

    /// <summary>The UTF-8 of a text value.</summary>
    /// <returns>Whether it is text.</returns>
    public static bool TryGetText(ReadOnlySpan<byte> value, out ReadOnlySpan<byte> text)
    {
        var isText = MessagePackScanner.TryRead(value, 0, out var token) && token.Kind == TokenKind.Text;
        text = isText ? value[token.Head..] : default;
        return isText;
    }

    private static int ReadMap(
        ReadOnlySpan<byte> message, Token head, int depth, ArgumentList? list, out Envelope envelope)
    {
        Slice id = default, method = default;
        var arguments = ArgumentsKind.None;
        bool version = false, valid = true, isNamed = false, isAnswer = false;
        envelope = default;
        var position = head.Head;
        for (ulong pair = 0; pair < head.Children / 2; pair++)
        {
            if (!TryNext(message, ref position, depth, out var name)
                || !MessagePackScanner.TryRead(message, position, out var token))
            {
                return -1;
            }

            TryGetText(name.Of(message), out var key);
            Slice value;
            if (key.SequenceEqual("params"u8))
            {
                valid &= arguments == ArgumentsKind.None && token.Kind is TokenKind.Array or TokenKind.Map;
                arguments = token.Kind == TokenKind.Array ? ArgumentsKind.Positional : ArgumentsKind.Named;
                if (!TryReadArguments(message, ref position, depth, token, list))
                {
                    return -1;
                }

                continue;
            }

            if (!TryNext(message, ref position, depth, out value))
            {
                return -1;
            }

            if (key.SequenceEqual("jsonrpc"u8))
            {
                valid &= !version && TryGetText(value.Of(message), out var text) && text.SequenceEqual("2.0"u8);
                version = true;
            }
            else if (key.SequenceEqual("method"u8))
            {
                valid &= method.Length == 0 && token.Kind == TokenKind.Text;
                method = value;
                isNamed |= token.Kind != TokenKind.Nil;
            }
            else if (key.SequenceEqual("id"u8))
            {
                var allowed = token.Kind is TokenKind.Nil or TokenKind.Number or TokenKind.Text;
                valid &= allowed && id.Length == 0;
                id = allowed ? value : id;
            }
            else
            {
                isAnswer |= key.SequenceEqual("result"u8) || key.SequenceEqual("error"u8);
            }
        }

        if (isAnswer && !isNamed)
        {
            envelope = new Envelope(EnvelopeKind.Response);
            return position;
        }

        valid &= version && method.Length > 0;

        // An id belongs to the caller only in a call; another one would be one of ours.
        var hasId = id.Length > 0 && method.Length > 0;
        envelope = new Envelope(
            valid ? EnvelopeKind.Call : EnvelopeKind.Invalid, hasId, hasId ? id : default, method, arguments);
        return position;
    }

    private static bool TryReadArguments(
        ReadOnlySpan<byte> message, ref int position, int depth, Token head, ArgumentList? list)
    {
        list?.Clear();
        if (head.Kind is not (TokenKind.Array or TokenKind.Map))
        {
            return TryNext(message, ref position, depth, out _);
        }

        if (depth == 0)
        {
            return false;
        }

        position += head.Head;
        var isNamed = head.Kind == TokenKind.Map;
        for (var left = isNamed ? head.Children / 2 : head.Children; left > 0; left--)
        {
            Slice name = default;
            if ((isNamed && !TryNext(message, ref position, depth - 1, out name))
                || !TryNext(message, ref position, depth - 1, out var value))
            {
                return false;
            }

            list?.Add(name, value);
        }

        return true;
    }

    private static bool TryNext(ReadOnlySpan<byte> data, ref int position, int depth, out Slice value)
    {
        var start = position;
        position = MessagePackScanner.End(data, start, depth);
        value = new Slice(start, position - start);
        return position >= 0;
    }
}
