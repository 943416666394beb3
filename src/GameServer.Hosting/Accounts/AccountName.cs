using System.Text;
using GameServer.Rpc;

namespace GameServer.Hosting.Accounts;

/// <summary>A name that follows the rules: 3 to 20 letters, digits, spaces, hyphens or underscores.</summary>
public readonly record struct AccountName
{
    /// <summary>The fewest characters.</summary>
    public const int Shortest = 3;

    /// <summary>The most characters.</summary>
    public const int Longest = 20;

    // Enough for any name of 20 characters before normalising; what is longer is not worth the work.
    private const int LongestRaw = 4 * Longest;

    private AccountName(string text)
    {
        Text = text;
        Key = text.ToUpperInvariant();
    }

    /// <summary>As it is shown: in Unicode's normal form KC, without spaces at the ends or in rows.</summary>
    public string Text { get; }

    /// <summary>What is compared: two names of one key are one name.</summary>
    public string Key { get; }

    /// <summary>Checks a name that came from outside.</summary>
    /// <param name="raw">The name.</param>
    /// <exception cref="RpcException">1009, with the rule that it breaks.</exception>
    public static AccountName Parse(string? raw)
    {
        var text = Tidy(raw ?? string.Empty)
            ?? throw Refused("A name is made of letters, digits, spaces, hyphens and underscores.");
        var length = text.EnumerateRunes().Count();
        if (length is < Shortest or > Longest)
        {
            throw Refused($"A name has {Shortest} to {Longest} characters.");
        }

        if (!text.EnumerateRunes().All(IsAllowed))
        {
            throw Refused("A name is made of letters, digits, spaces, hyphens and underscores.");
        }

        if (!text.EnumerateRunes().Any(Rune.IsLetterOrDigit))
        {
            throw Refused("A name has at least one letter or digit.");
        }

        return new AccountName(text);
    }

    /// <summary>The name with a number behind it, shortened where it must be.</summary>
    /// <param name="number">The number, above 0.</param>
    public AccountName WithNumber(int number)
    {
        var tail = $"-{number}";
        var head = string.Concat(Text.EnumerateRunes().Take(Longest - tail.Length));
        return new AccountName(head.TrimEnd() + tail);
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static string? Tidy(string raw)
    {
        if (raw.Length > LongestRaw)
        {
            throw Refused($"A name has {Shortest} to {Longest} characters.");
        }

        for (var rest = raw.AsSpan(); !rest.IsEmpty;)
        {
            // Half a surrogate pair cannot be normalised.
            if (Rune.DecodeFromUtf16(rest, out _, out var used) != System.Buffers.OperationStatus.Done)
            {
                return null;
            }

            rest = rest[used..];
        }

        return string.Join(' ', raw.Normalize(NormalizationForm.FormKC).Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    // The fillers of Hangul are letters to Unicode and nothing to the eye: names that look alike would be several.
    private static bool IsAllowed(Rune rune) =>
        (Rune.IsLetterOrDigit(rune) && rune.Value is not ('\u115F' or '\u1160')) || rune.Value is ' ' or '-' or '_';

    private static RpcException Refused(string why) => new(ErrorCodes.NameOrPasswordRefused, why);
}
