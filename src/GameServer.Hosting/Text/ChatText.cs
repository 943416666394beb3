using System.Globalization;
using System.Text;
using GameServer.Rpc;

namespace GameServer.Hosting.Text;

/// <summary>
/// A text to be shown in one line to strangers. It is in Unicode's normal form C and shows something; nothing in it
/// reaches beyond it.
/// </summary>
internal static class ChatText
{
    /// <summary>The most characters, as people count them: extended grapheme clusters.</summary>
    public const int Longest = 200;

    /// <summary>The most bytes in UTF-8: enough for 200 families.</summary>
    public const int LongestBytes = 5_000;

    /// <summary>The most code points in one character. The longest family with skin tones has 11.</summary>
    public const int LongestCharacter = 32;

    // What is dropped on the way counts too, or the dropping would be work without a bound.
    private const int LongestRaw = 2 * LongestBytes;

    /// <summary>Checks and tidies a text that came from outside.</summary>
    /// <param name="raw">The text.</param>
    /// <exception cref="RpcException">1011, with the rule that it breaks.</exception>
    public static string Parse(string? raw)
    {
        if (raw is null || raw.AsSpan().Trim().IsEmpty)
        {
            throw Refused("The text is empty.");
        }

        if (raw.Length > LongestRaw)
        {
            throw TooManyBytes();
        }

        var text = CombiningMarks.Cut(Filter(raw).Normalize(NormalizationForm.FormC)).Trim();
        if (!text.EnumerateRunes().Any(CodePoints.IsVisible))
        {
            throw Refused("The text shows nothing.");
        }

        CheckLength(text);
        return text;
    }

    private static string Filter(string raw)
    {
        var filter = new ChatFilter();
        for (var rest = raw.AsSpan().Trim(); !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out var rune, out var used) != System.Buffers.OperationStatus.Done)
            {
                throw Refused("The text has half a character in it.");
            }

            rest = rest[used..];
            filter.Add(rune, rest);
        }

        return filter.ToString();
    }

    private static void CheckLength(string text)
    {
        var characters = 0;
        for (var rest = text.AsSpan(); !rest.IsEmpty; characters++)
        {
            var length = StringInfo.GetNextTextElementLength(rest);
            if (length > LongestCharacter && CountOf(rest[..length]) > LongestCharacter)
            {
                throw Refused($"One character of the text is made of more than {LongestCharacter} others.");
            }

            rest = rest[length..];
        }

        if (characters > Longest)
        {
            throw Refused($"A text has at most {Longest} characters.");
        }

        if (Encoding.UTF8.GetByteCount(text) > LongestBytes)
        {
            throw TooManyBytes();
        }
    }

    private static int CountOf(ReadOnlySpan<char> character)
    {
        var count = 0;
        foreach (var _ in character.EnumerateRunes())
        {
            count++;
        }

        return count;
    }

    private static RpcException TooManyBytes() => Refused($"A text has at most {LongestBytes} bytes in UTF-8.");

    /// <summary>1011, with the rule that the text breaks.</summary>
    internal static RpcException Refused(string why) => new(ErrorCodes.TextRefused, why);
}
