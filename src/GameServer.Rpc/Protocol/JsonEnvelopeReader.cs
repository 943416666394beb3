using System.Text.Json;

namespace GameServer.Rpc.Protocol;

/// <summary>Finds the parts of a JSON message in one pass, which also proves that all of it parses.</summary>
internal static class JsonEnvelopeReader
{
    [Flags]
    private enum Keys
    {
        None = 0,
        Version = 1,
        Method = 2,
        Id = 4,
        Parameters = 8,
    }

    public static Envelope Read(ReadOnlySpan<byte> message, int depth)
    {
        var reader = new Utf8JsonReader(message, new JsonReaderOptions { MaxDepth = depth });
        try
        {
            reader.Read();
            var envelope = reader.TokenType switch
            {
                JsonTokenType.StartObject => ReadObject(ref reader),
                JsonTokenType.StartArray => new Envelope(EnvelopeKind.Batch),
                _ => new Envelope(EnvelopeKind.Invalid),
            };

            // To the end: what follows the message makes it unreadable too.
            while (reader.Read())
            {
            }

            return envelope;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return new Envelope(EnvelopeKind.Unreadable);
        }
    }

    private static Envelope ReadObject(ref Utf8JsonReader reader)
    {
        Slice id = default, method = default, parameters = default;
        var arguments = ArgumentsKind.None;
        var seen = Keys.None;
        var valid = true;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = KeyOf(ref reader);
            valid &= key == Keys.None || (seen & key) == 0;
            reader.Read();
            var type = reader.TokenType;
            var start = (int)reader.TokenStartIndex;
            var isVersion2 = key == Keys.Version && type == JsonTokenType.String && Is(ref reader, "2.0"u8);
            reader.Skip();
            var slice = new Slice(start, (int)reader.BytesConsumed - start);
            switch (key)
            {
                case Keys.Version:
                    valid &= isVersion2;
                    break;
                case Keys.Method:
                    valid &= type == JsonTokenType.String;
                    method = slice;
                    break;
                case Keys.Id when type is JsonTokenType.String or JsonTokenType.Number or JsonTokenType.Null:
                    id = slice;
                    break;
                case Keys.Parameters when type is JsonTokenType.StartArray:
                    (arguments, parameters) = (ArgumentsKind.Positional, slice);
                    break;
                case Keys.Parameters when type is JsonTokenType.StartObject:
                    (arguments, parameters) = (ArgumentsKind.Named, slice);
                    break;
                case Keys.Id or Keys.Parameters:
                    valid = false;
                    break;
            }

            seen |= key;
        }

        valid &= (seen & (Keys.Version | Keys.Method)) == (Keys.Version | Keys.Method);

        // An id belongs to the caller only in a call; that of a stray reply would be one of ours.
        var hasId = id.Length > 0 && (seen & Keys.Method) != 0;
        return new Envelope(
            valid ? EnvelopeKind.Call : EnvelopeKind.Invalid, hasId, hasId ? id : default, method, arguments, parameters);
    }

    private static Keys KeyOf(ref Utf8JsonReader reader) =>
        Is(ref reader, "method"u8) ? Keys.Method
        : Is(ref reader, "params"u8) ? Keys.Parameters
        : Is(ref reader, "id"u8) ? Keys.Id
        : Is(ref reader, "jsonrpc"u8) ? Keys.Version
        : Keys.None;

    private static bool Is(ref Utf8JsonReader reader, ReadOnlySpan<byte> text)
    {
        try
        {
            return reader.ValueTextEquals(text);
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, escaped: it parses, but it is no text and so none of ours.
            return false;
        }
    }
}
