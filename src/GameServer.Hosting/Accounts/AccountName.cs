using System.Globalization;
using System.Text;
using GameServer.Hosting.Text;
using GameServer.Rpc;

namespace GameServer.Hosting.Accounts;

/// <summary>
/// A name that follows the rules: 3 to 20 letters with their marks, digits, spaces, hyphens or underscores, of scripts
/// that may stand together. Two characters are enough where one is a letter that is neither Latin, Greek nor Cyrillic.
/// </summary>
public readonly record struct AccountName
{
    /// <summary>The fewest characters of a name in Latin, Greek or Cyrillic letters.</summary>
    public const int Shortest = 3;

    /// <summary>The fewest characters of a name with a letter of another script.</summary>
    public const int ShortestElsewhere = 2;

    /// <summary>The most characters: extended grapheme clusters.</summary>
    public const int Longest = 20;

    private AccountName(string text)
    {
        Text = text;
        Key = NameKey.Of(text);
        Fold = NameKey.FoldOf(text);
    }

    /// <summary>As it is shown: in Unicode's normal form KC, but for a few letters, without spaces at the ends or in rows.</summary>
    public string Text { get; }

    /// <summary>What databases find names by: all that are one with this one have it, and a few others.</summary>
    public string Key { get; }

    /// <summary>The name without case and form: names of one fold are one for signing in.</summary>
    public string Fold { get; }

    /// <summary>True when another name cannot be beside this one: it is of one fold with it, or looks like it.</summary>
    /// <param name="other">The other name as it is shown.</param>
    public bool IsOneWith(string other) => NameKey.AreOne(Text, other);

    /// <summary>Checks a name for a new account.</summary>
    /// <param name="raw">The name.</param>
    /// <exception cref="RpcException">1009, with the rule that it breaks.</exception>
    public static AccountName Parse(string? raw)
    {
        if (raw?.Length > NameText.LongestRaw)
        {
            throw Refused(TooLong);
        }

        var text = NameText.Tidy(raw ?? string.Empty) ?? throw Refused(Letters);
        Require(text.Length > 0, TooShort);
        Require(NameText.IsMadeOfLetters(text), Letters);
        Require(text.EnumerateRunes().Any(Rune.IsLetterOrDigit), "A name has at least one letter or digit.");
        Require(NameText.LengthOf(text) >= (IsElsewhere(text) ? ShortestElsewhere : Shortest), TooShort);
        Require(NameText.LengthOf(text) <= Longest, TooLong);
        Require(Encoding.UTF8.GetByteCount(text) <= NameText.LongestBytes, $"A name has at most {NameText.LongestBytes} bytes in UTF-8.");
        Require(ScriptMix.IsLiving(text), "A name is written in a script that is in use today.");
        Require(ScriptMix.IsAllowed(text), "A name does not mix letters of scripts that are not written together.");
        Require(NameText.HasDigitsOfOneKind(text), "A name does not mix digits of several scripts.");
        return new AccountName(text);
    }

    /// <summary>Reads a name that an account may have, from today or from when the rules were others.</summary>
    /// <param name="raw">The name.</param>
    /// <returns>Null when no account can have it.</returns>
    public static AccountName? Find(string? raw) =>
        raw is not null && NameText.Tidy(raw) is { Length: > 0 } text && text.EnumerateRunes().All(IsKnown) ? new AccountName(text) : null;

    /// <summary>The name with a number behind it, shortened where it must be.</summary>
    /// <param name="number">The number, above 0.</param>
    public AccountName WithNumber(int number)
    {
        var tail = string.Create(CultureInfo.InvariantCulture, $"-{number}");
        var head = new StringInfo(Text);
        for (var length = Math.Min(head.LengthInTextElements, Longest - tail.Length); ; length--)
        {
            // Behind the cut a joiner would join nothing.
            var text = head.SubstringByTextElements(0, length).TrimEnd(' ', '\u200C', '\u200D', (char)CodePoints.Tsheg) + tail;
            if (Encoding.UTF8.GetByteCount(text) <= NameText.LongestBytes)
            {
                return new AccountName(text);
            }
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    private const string Letters = "A name is made of letters, digits, spaces, hyphens and underscores.";

    private static readonly string TooShort =
        $"A name has at least {Shortest} characters; {ShortestElsewhere} are enough in scripts other than Latin, Greek and Cyrillic.";

    private static readonly string TooLong = $"A name has at most {Longest} characters.";

    private static bool IsElsewhere(string text) => text.EnumerateRunes().Any(static rune =>
        Rune.IsLetter(rune) && Scripts.Of(rune) is { Count: > 0 } scripts && !scripts.Any(static script => script is "Latn" or "Grek" or "Cyrl"));

    private static bool IsKnown(Rune rune) =>
        Rune.IsLetterOrDigit(rune) || CodePoints.IsMark(rune) || rune.Value is ' ' or '-' or '_' or 0x200C or 0x200D or CodePoints.Tsheg;

    private static void Require(bool holds, string rule)
    {
        if (!holds)
        {
            throw Refused(rule);
        }
    }

    private static RpcException Refused(string why) => new(ErrorCodes.NameOrPasswordRefused, why);
}
