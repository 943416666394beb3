namespace GameServer.Rpc.Protocol;

/// <summary>Finds the parts of a JSON message in one pass, which also proves that all of it parses.</summary>
internal static class JsonEnvelopeReader
{
    private const int LongestEscapedKey = 64;

    [Flags]
    private enum Keys
    {
        None = 0,
        Version = 1,
        Method = 2,
        Id = 4,
        Parameters = 8,
        Answer = 16,
    }

    public static Envelope Read(ReadOnlySpan<byte> message, int depth, ArgumentList? arguments)
    {
        var scanner = new JsonScanner(message);
        var first = scanner.Peek();
        var envelope = new Envelope(first == '[' ? EnvelopeKind.Batch : EnvelopeKind.Invalid);
        var isValue = first == '{'
            ? TryReadObject(message, ref scanner, depth - 1, arguments, out envelope)
            : scanner.TryRead(depth, out _);

        // To the end: what follows the message makes it unreadable too.
        return isValue && scanner.IsAtEnd ? envelope : new Envelope(EnvelopeKind.Unreadable);
    }

    /// <summary>Finds the members of a batch that was found to parse.</summary>
    public static void Split(ReadOnlySpan<byte> batch, ICollection<Slice> members)
    {
        var scanner = new JsonScanner(batch);
        scanner.TryTake((byte)'[');
        while (scanner.TryRead(int.MaxValue, out var member))
        {
            members.Add(member);
            scanner.TryTake((byte)',');
        }
    }

    private static bool TryReadObject(
        ReadOnlySpan<byte> message, ref JsonScanner scanner, int depth, ArgumentList? list, out Envelope envelope)
    {
        Slice id = default, method = default;
        var arguments = ArgumentsKind.None;
        var seen = Keys.None;
        var valid = true;
        var isNamed = false;
        envelope = default;
        scanner.TryTake((byte)'{');
        for (var isFirst = true; !scanner.TryTake((byte)'}'); isFirst = false)
        {
            if (!(isFirst || scanner.TryTake((byte)',')) || !scanner.TryReadName(out var name))
            {
                return false;
            }

            var key = KeyOf(name.Of(message));
            var type = scanner.Peek();
            Slice value = default;
            if (key == Keys.Parameters ? !TryReadArguments(ref scanner, depth, list) : !scanner.TryRead(depth, out value))
            {
                return false;
            }

            valid &= key is Keys.None or Keys.Answer || (seen & key) == 0;
            seen |= key;
            switch (key)
            {
                case Keys.Version:
                    valid &= type == '"' && Is(value.Of(message), "\"2.0\""u8);
                    break;
                case Keys.Method:
                    valid &= type == '"';
                    method = value;
                    isNamed |= type != 'n';
                    break;
                case Keys.Id:
                    var isId = type is not ((byte)'[' or (byte)'{' or (byte)'t' or (byte)'f');
                    valid &= isId;
                    id = isId ? value : id;
                    break;
                case Keys.Parameters:
                    valid &= type is (byte)'[' or (byte)'{';
                    arguments = type == '[' ? ArgumentsKind.Positional : ArgumentsKind.Named;
                    break;
            }
        }

        if (!isNamed && (seen & Keys.Answer) != 0)
        {
            envelope = new Envelope(EnvelopeKind.Response);
            return true;
        }

        valid &= (seen & (Keys.Version | Keys.Method)) == (Keys.Version | Keys.Method);

        // An id belongs to the caller only in a call; another one would be one of ours.
        var hasId = id.Length > 0 && (seen & Keys.Method) != 0;
        envelope = new Envelope(
            valid ? EnvelopeKind.Call : EnvelopeKind.Invalid, hasId, hasId ? id : default, method, arguments);
        return true;
    }

    private static bool TryReadArguments(ref JsonScanner scanner, int depth, ArgumentList? list)
    {
        list?.Clear();
        var isNamed = scanner.Peek() == '{';
        if (!isNamed && scanner.Peek() != '[')
        {
            return scanner.TryRead(depth, out _);
        }

        if (depth == 0)
        {
            return false;
        }

        scanner.TryTake(isNamed ? (byte)'{' : (byte)'[');
        var end = isNamed ? (byte)'}' : (byte)']';
        for (var isFirst = true; !scanner.TryTake(end); isFirst = false)
        {
            Slice name = default;
            if (!(isFirst || scanner.TryTake((byte)','))
                || (isNamed && !scanner.TryReadName(out name))
                || !scanner.TryRead(depth - 1, out var value))
            {
                return false;
            }

            list?.Add(name, value);
        }

        return true;
    }

    private static Keys KeyOf(ReadOnlySpan<byte> name) =>
        Is(name, "\"method\""u8) ? Keys.Method
        : Is(name, "\"params\""u8) ? Keys.Parameters
        : Is(name, "\"id\""u8) ? Keys.Id
        : Is(name, "\"jsonrpc\""u8) ? Keys.Version
        : Is(name, "\"result\""u8) || Is(name, "\"error\""u8) ? Keys.Answer
        : Keys.None;

    private static bool Is(ReadOnlySpan<byte> value, ReadOnlySpan<byte> text) =>
        value.SequenceEqual(text) || (value.Contains((byte)'\\') && IsEscaped(value, text[1..^1]));

    private static bool IsEscaped(ReadOnlySpan<byte> value, ReadOnlySpan<byte> text)
    {
        Span<byte> scratch = stackalloc byte[LongestEscapedKey];
        return JsonText.TryGet(value, scratch, out var decoded) && decoded.SequenceEqual(text);
    }
}
