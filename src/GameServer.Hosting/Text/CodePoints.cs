using System.Globalization;
using System.Text;

namespace GameServer.Hosting.Text;

/// <summary>Properties of single characters of text that strangers typed.</summary>
internal static class CodePoints
{
    /// <summary>Tibetan's dot between syllables.</summary>
    public const int Tsheg = 0x0F0B;

    private static readonly CodePointSet Ignorable = CodePointSet.Parse(UnicodeTables.DefaultIgnorable);
    private static readonly CodePointSet Pictographic = CodePointSet.Parse(UnicodeTables.Pictographic);
    private static readonly CodePointSet Direction = CodePointSet.Parse(UnicodeTables.BidiControl);
    private static readonly CodePointSet Prepended = CodePointSet.Parse(UnicodeTables.PrependedMark);

    /// <summary>True for what fonts show nothing for: Unicode's Default_Ignorable_Code_Point.</summary>
    public static bool IsIgnorable(Rune rune) => Ignorable.Contains(rune);

    /// <summary>True for emoji, and for places of emoji that may be younger than this program.</summary>
    public static bool IsPictographic(Rune rune) => Pictographic.Contains(rune);

    /// <summary>True for the five modifiers of an emoji's skin tone.</summary>
    public static bool IsSkinTone(Rune rune) => rune.Value is >= 0x1F3FB and <= 0x1F3FF;

    /// <summary>True for what changes the direction of the text around it.</summary>
    public static bool IsDirection(Rune rune) => Direction.Contains(rune);

    /// <summary>True for combining marks of any kind.</summary>
    public static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark;

    /// <summary>True for marks that take no width of their own, and so pile up.</summary>
    public static bool IsPilingMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;

    /// <summary>
    /// True for characters that are not ignorable by Unicode's word and yet leave a blank: the empty braille cell, the
    /// null notehead, blank hieroglyphs, the filler of Khitan and the place of an object.
    /// </summary>
    public static bool IsBlank(Rune rune) => rune.Value is 0x2800 or 0x1D159 or 0x13441 or 0x13442 or 0x16FE4 or 0xFFFC;

    /// <summary>True for a format character that is seen, such as the Arabic number sign.</summary>
    public static bool IsVisibleFormat(Rune rune) => Prepended.Contains(rune);

    /// <summary>True for what leaves ink by itself.</summary>
    public static bool IsVisible(Rune rune) =>
        !IsIgnorable(rune) && !IsBlank(rune) && (Rune.IsLetterOrDigit(rune) || Rune.IsNumber(rune) || Rune.IsPunctuation(rune)
            || Rune.IsSymbol(rune) || IsVisibleFormat(rune) || (IsPictographic(rune) && !Rune.IsControl(rune)));

    /// <summary>True where no character is: private use, unassigned, and what never will be one.</summary>
    public static bool IsUnassigned(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.PrivateUse
        || (Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherNotAssigned && !IsPictographic(rune) && !IsIgnorable(rune));
}
