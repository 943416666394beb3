using System.Buffers;
using System.Globalization;
using System.Text;

namespace GameServer.Rpc.Logging;

/// <summary>
/// Text of strangers as a log may hold it: one line, without characters that change what a terminal shows, and not longer
/// than it is worth. What is hidden stands there as its code, such as <c>\u001b</c>.
/// </summary>
internal static class LogText
{
    /// <summary>The length, in characters, beyond which a stranger's text is cut.</summary>
    public const int Longest = 200;

    private const char Cut = '…';
    private const int CodeLength = 6;

    /// <summary>The text itself where nothing is wrong with it, else a copy without what is.</summary>
    /// <param name="text">The text.</param>
    /// <param name="longest">The most characters of the result; what is longer ends in an ellipsis.</param>
    public static string Of(string text, int longest = Longest) => IsClean(text, longest) ? text : Escape(text, longest, "");

    /// <summary>True for a text that may stand in a log as it is.</summary>
    public static bool IsClean(string text, int longest) => text.Length <= longest && !NeedsEscape(text);

    /// <summary>The text with its lines kept and everything else as <see cref="Of"/> has it.</summary>
    public static string OfLines(string text) => Escape(text, int.MaxValue, "\r\n\t");

    private static bool NeedsEscape(ReadOnlySpan<char> text)
    {
        // Nearly every text ends here.
        var first = text.IndexOfAnyExceptInRange(' ', '~');
        if (first < 0)
        {
            return false;
        }

        for (text = text[first..]; !text.IsEmpty;)
        {
            var isWhole = Rune.DecodeFromUtf16(text, out var rune, out var length) == OperationStatus.Done;
            if (!isWhole || IsHidden(rune))
            {
                return true;
            }

            text = text[length..];
        }

        return false;
    }

    private static string Escape(ReadOnlySpan<char> text, int longest, string kept)
    {
        var result = new StringBuilder(Math.Min(text.Length, longest));
        while (!text.IsEmpty)
        {
            var isWhole = Rune.DecodeFromUtf16(text, out var rune, out var length) == OperationStatus.Done;
            var isKept = isWhole && (!IsHidden(rune) || kept.Contains(text[0], StringComparison.Ordinal));
            var needed = isKept ? length : length * CodeLength;
            if (result.Length + needed > longest - (text.Length > length ? 1 : 0))
            {
                return result.Append(Cut).ToString();
            }

            foreach (var unit in text[..length])
            {
                _ = isKept ? result.Append(unit) : result.Append(Code(unit));
            }

            text = text[length..];
        }

        return result.ToString();
    }

    private static string Code(char unit) => $"\\u{(int)unit:x4}";

    /// <summary>True for a character that shows nothing, breaks the line or changes how others are shown.</summary>
    private static bool IsHidden(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse;
}
