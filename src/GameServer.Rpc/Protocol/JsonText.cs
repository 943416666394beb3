using System.Text.Json;

namespace GameServer.Rpc.Protocol;

/// <summary>Reads JSON text that was found to parse.</summary>
internal static class JsonText
{
    /// <summary>The UTF-8 of a text value: a part of it, unless it has escapes.</summary>
    /// <param name="value">The value, quotes included.</param>
    /// <param name="scratch">Where text with escapes is decoded.</param>
    /// <param name="text">Receives it.</param>
    /// <returns>Whether it is text, and fits where it must be decoded.</returns>
    public static bool TryGet(ReadOnlySpan<byte> value, Span<byte> scratch, out ReadOnlySpan<byte> text)
    {
        text = value[1..^1];
        if (!text.Contains((byte)'\\'))
        {
            return true;
        }

        if (text.Length > scratch.Length)
        {
            return false;
        }

        var reader = new Utf8JsonReader(value);
        reader.Read();
        try
        {
            text = scratch[..reader.CopyString(scratch)];
            return true;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair by escape is JSON but no text.
            return false;
        }
    }

    /// <summary>The characters of a text value.</summary>
    /// <returns>How many there are, or -1 when they do not fit or are no valid text.</returns>
    public static int Copy(ReadOnlySpan<byte> value, Span<char> destination)
    {
        // Quotes apart, no text has more characters than bytes.
        if (value.Length - 2 > destination.Length)
        {
            return -1;
        }

        var reader = new Utf8JsonReader(value);
        reader.Read();
        try
        {
            return reader.CopyString(destination);
        }
        catch (InvalidOperationException)
        {
            return -1;
        }
    }
}
