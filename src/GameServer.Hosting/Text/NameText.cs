using System.Buffers;
using System.Globalization;
using System.Text;

namespace GameServer.Hosting.Text;

/// <summary>The spelling of names: normal form KC, one space between words, and what a name may be made of.</summary>
internal static class NameText
{
    /// <summary>The most UTF-16 units of which anything is read: more than any name has in any form.</summary>
    public const int LongestRaw = 400;

    /// <summary>The most bytes in UTF-8.</summary>
    public const int LongestBytes = 200;

    /// <summary>Normalises a name.</summary>
    /// <param name="raw">The name as it was typed.</param>
    /// <returns>The name as it is shown; null where it is half a character or endless.</returns>
    public static string? Tidy(string raw)
    {
        if (raw.Length > LongestRaw || !IsWellFormed(raw))
        {
            return null;
        }

        var tidy = new StringBuilder();
        var from = 0;
        for (var index = 0; index <= raw.Length; index++)
        {
            if (index == raw.Length || IsWhole(raw[index]))
            {
                tidy.Append(raw[from..index].Normalize(NormalizationForm.FormKC)).Append(raw, index, index == raw.Length ? 0 : 1);
                from = index + 1;
            }
        }

        return string.Join(' ', tidy.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>The length of a name in extended grapheme clusters, which people count as characters.</summary>
    public static int LengthOf(string name) => new StringInfo(name).LengthInTextElements;

    /// <summary>True when a name is made of letters with their marks, digits, spaces, hyphens and underscores.</summary>
    /// <param name="name">A tidied name.</param>
    public static bool IsMadeOfLetters(string name)
    {
        var letter = default(Rune?);
        for (var rest = name.AsSpan(); !rest.IsEmpty;)
        {
            Rune.DecodeFromUtf16(rest, out var rune, out var used);
            rest = rest[used..];
            if (CodePoints.IsIgnorable(rune))
            {
                if (letter is not { } joined || !Joins(rune, joined, rest))
                {
                    return false;
                }
            }
            else if (CodePoints.IsMark(rune))
            {
                if (letter is null || CodePoints.IsBlank(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.EnclosingMark)
                {
                    return false;
                }
            }
            else if (PartsSyllables(rune, letter, rest))
            {
                letter = null;
            }
            else if (!IsPlain(rune) || (IsVowelWithMark(rune.Value) && letter is null))
            {
                return false;
            }
            else
            {
                letter = Rune.IsLetter(rune) ? rune : null;
            }
        }

        return CombiningMarks.AreFew(name);
    }

    /// <summary>True when a name has digits of one script at most, beside 0 to 9.</summary>
    /// <param name="name">A tidied name.</param>
    public static bool HasDigitsOfOneKind(string name) => name.EnumerateRunes()
        .Where(static rune => Rune.IsDigit(rune) && !rune.IsAscii)
        .Select(static rune => rune.Value - (int)Rune.GetNumericValue(rune))
        .Distinct().Take(2).Count() < 2;

    // Letters of today's spelling that form KC takes apart: of Armenian, of Lao, and the single ones of Korean (ㅋㅋㅋ), of
    // which it makes one syllable.
    private static bool IsWhole(int character) =>
        IsVowelWithMark(character) || character is 0x0587 or 0x0EDC or 0x0EDD or (>= 0x3131 and <= 0x3163);

    // Of Thai and Lao. Its parts would be shown in another order behind a tone mark.
    private static bool IsVowelWithMark(int character) => character is 0x0E33 or 0x0EB3;

    // What parts the syllables of a Tibetan name.
    private static bool PartsSyllables(Rune rune, Rune? letter, ReadOnlySpan<char> rest) =>
        rune.Value == CodePoints.Tsheg && letter is { } before && Scripts.IsOnly(before, "Tibt")
        && Rune.DecodeFromUtf16(rest, out var next, out _) == OperationStatus.Done && Rune.IsLetter(next) && Scripts.IsOnly(next, "Tibt");

    private static bool IsPlain(Rune rune) =>
        (Rune.IsLetterOrDigit(rune) && !CodePoints.IsBlank(rune)) || rune.Value is ' ' or '-' or '_';

    // A joiner does its work between two letters of a script that joins, and nowhere else.
    private static bool Joins(Rune joiner, Rune letter, ReadOnlySpan<char> rest) =>
        joiner.Value is 0x200C or 0x200D && Scripts.UsesJoiners(letter)
        && Rune.DecodeFromUtf16(rest, out var next, out _) == OperationStatus.Done
        && (Rune.IsLetter(next) || CodePoints.IsMark(next)) && Scripts.UsesJoiners(next);

    private static bool IsWellFormed(string text)
    {
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var used) != OperationStatus.Done)
            {
                return false;
            }

            rest = rest[used..];
        }

        return true;
    }
}
