using System.Text.Json;

namespace GameServer.Rpc.Protocol;

/// <summary>Finds the parts of JSON values that were found to parse.</summary>
internal static class JsonArguments
{
    private static readonly JsonReaderOptions AnyDepth = new() { MaxDepth = int.MaxValue };

    public static void Split(ReadOnlySpan<byte> array, ICollection<Slice> members)
    {
        var reader = new Utf8JsonReader(array, AnyDepth);
        reader.Read();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            members.Add(Whole(ref reader));
        }
    }

    public static ArgumentMatch Match(
        ReadOnlySpan<byte> arguments, ArgumentsKind kind, ReadOnlySpan<string> names, Span<Slice> values, out Slice culprit)
    {
        culprit = default;
        var reader = new Utf8JsonReader(arguments, AnyDepth);
        reader.Read();
        if (kind == ArgumentsKind.Positional)
        {
            for (var index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
            {
                if (index == values.Length)
                {
                    return ArgumentMatch.TooMany;
                }

                values[index] = Whole(ref reader);
            }

            return ArgumentMatch.Matched;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            culprit = Whole(ref reader);
            var index = IndexOf(ref reader, names);
            if (index < 0)
            {
                return ArgumentMatch.UnknownName;
            }

            if (values[index].Length > 0)
            {
                return ArgumentMatch.RepeatedName;
            }

            reader.Read();
            values[index] = Whole(ref reader);
        }

        return ArgumentMatch.Matched;
    }

    public static int CopyText(ReadOnlySpan<byte> text, Span<char> destination)
    {
        // Quotes apart, no text has more characters than bytes.
        if (text.Length - 2 > destination.Length)
        {
            return -1;
        }

        // A property's name comes with its colon's side open; alone it is an ordinary string.
        var reader = new Utf8JsonReader(text);
        reader.Read();
        try
        {
            return reader.CopyString(destination);
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair by escape is JSON but no text.
            return -1;
        }
    }

    private static Slice Whole(ref Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        if (reader.TokenType == JsonTokenType.PropertyName)
        {
            // The reader has consumed the colon as well.
            return new Slice(start, reader.ValueSpan.Length + 2);
        }

        reader.Skip();
        return new Slice(start, (int)reader.BytesConsumed - start);
    }

    private static int IndexOf(ref Utf8JsonReader reader, ReadOnlySpan<string> names)
    {
        try
        {
            for (var index = 0; index < names.Length; index++)
            {
                if (reader.ValueTextEquals(names[index]))
                {
                    return index;
                }
            }
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair by escape: nobody's name.
        }

        return -1;
    }
}
