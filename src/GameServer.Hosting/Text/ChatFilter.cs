using System.Globalization;
using System.Text;

namespace GameServer.Hosting.Text;

/// <summary>
/// Takes a text character by character: refuses what no text may have, and leaves out what shows nothing, unless it does
/// its work where it stands.
/// </summary>
internal sealed class ChatFilter
{
    private const int Zwnj = 0x200C;
    private const int Zwj = 0x200D;
    private const int BlackFlag = 0x1F3F4;
    private const int CancelTag = 0xE007F;
    private const int LongestFlagTag = 6;
    private const int ShortestFlagTag = 3;

    // A family of four has three.
    private const int MostJoinedEmoji = 7;

    // Unicode's Stream-Safe Text Format: more marks on one letter take a normaliser ever longer.
    private const int MostMarks = 30;

    private readonly StringBuilder _kept = new();

    // The last that was kept, and the last of those that is no mark.
    private Rune _last = new(' ');
    private Rune _base = new(' ');
    private int _marks;
    private int _joinedEmoji;

    /// <summary>Takes the next character.</summary>
    /// <param name="rune">The character.</param>
    /// <param name="rest">What follows it.</param>
    /// <exception cref="Rpc.RpcException">1011.</exception>
    public void Add(Rune rune, ReadOnlySpan<char> rest)
    {
        Refuse(rune);
        if (CodePoints.IsMark(rune) && !CodePoints.IsIgnorable(rune) && !CodePoints.IsBlank(rune))
        {
            if (_marks++ < MostMarks)
            {
                Keep(rune);
            }
        }
        else if (rune.Value == BlackFlag && FlagTag(rest) is { Length: > 0 } tag)
        {
            KeepBase(rune);
            _kept.Append(tag);
        }
        else if (rune.Value == Zwj && JoinsEmoji(rest))
        {
            _joinedEmoji++;
            Keep(rune);
        }
        else if (IsShown(rune))
        {
            KeepBase(rune);
        }
        else if (Works(rune))
        {
            Keep(rune);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => _kept.ToString();

    private static void Refuse(Rune rune)
    {
        if (CodePoints.IsDirection(rune))
        {
            throw ChatText.Refused("A text has no characters that turn its direction.");
        }

        if (Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
        {
            throw ChatText.Refused("A text is one line, without control characters.");
        }

        if (CodePoints.IsUnassigned(rune))
        {
            throw ChatText.Refused("A text has no characters that Unicode does not know.");
        }
    }

    // An empty braille cell is braille's space.
    private static bool IsShown(Rune rune) => CodePoints.IsVisible(rune) || Rune.IsWhiteSpace(rune) || rune.Value == 0x2800;

    // What shows nothing by itself and is needed where it stands: once, behind what it changes.
    private bool Works(Rune rune) => rune.Value switch
    {
        Zwj or Zwnj => !CodePoints.IsIgnorable(_last) && Scripts.UsesJoiners(_base),
        0xFE0E or 0xFE0F => _last == _base && (CodePoints.IsPictographic(_last) || _last.Value is (>= '0' and <= '9') or '#' or '*'),
        >= 0x180B and <= 0x180F => _last == _base && Scripts.IsOnly(_last, "Mong"),
        (>= 0xFE00 and <= 0xFE02) or (>= 0xE0100 and <= 0xE01EF) => _last == _base && Scripts.IsOnly(_last, "Hani"),
        _ => false,
    };

    private bool JoinsEmoji(ReadOnlySpan<char> rest) =>
        _joinedEmoji < MostJoinedEmoji
        && (CodePoints.IsPictographic(_base) || CodePoints.IsSkinTone(_base)) && _last.Value != Zwj
        && Rune.DecodeFromUtf16(rest, out var next, out _) == System.Buffers.OperationStatus.Done && CodePoints.IsPictographic(next);

    // The tags of a flag of England, Scotland, Texas: letters and digits of a region's code, and an end. Behind anything
    // else, and of any other form, they carry a hidden message.
    private static string FlagTag(ReadOnlySpan<char> rest)
    {
        var tag = new StringBuilder();
        foreach (var rune in rest.EnumerateRunes())
        {
            tag.Append(rune);
            if (rune.Value == CancelTag)
            {
                return tag.Length / 2 - 1 is >= ShortestFlagTag and <= LongestFlagTag ? tag.ToString() : string.Empty;
            }

            if (rune.Value is not ((>= 0xE0030 and <= 0xE0039) or (>= 0xE0061 and <= 0xE007A)))
            {
                break;
            }
        }

        return string.Empty;
    }

    private void KeepBase(Rune rune)
    {
        if (_last.Value != Zwj && !CodePoints.IsSkinTone(rune))
        {
            _joinedEmoji = 0;
        }

        _base = rune;
        _marks = 0;
        Keep(rune);
    }

    private void Keep(Rune rune)
    {
        _last = rune;
        _kept.Append(rune);
    }
}
