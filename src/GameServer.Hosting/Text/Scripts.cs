using System.Collections.Frozen;
using System.Text;

namespace GameServer.Hosting.Text;

/// <summary>The scripts in which characters are used, by ISO 15924's codes: Unicode's Script_Extensions.</summary>
internal static class Scripts
{
    private static readonly (int First, int Last, string[] Codes)[] Ranges =
    [
        .. CodePointSet.Words(UnicodeTables.Scripts).Select(static word =>
        {
            var parts = word.Split(':');
            var (first, last) = CodePointSet.Range(parts[0]);
            return (first, last, parts[1].Split('+'));
        }),
    ];

    private static readonly int[] Firsts = [.. Ranges.Select(static range => range.First)];

    // Those of Arabic's kind, whose letters take another shape beside a joiner, and those whose letters form conjuncts.
    private static readonly FrozenSet<string> Joining = FrozenSet.Create(
        "Adlm", "Arab", "Beng", "Cakm", "Deva", "Gujr", "Guru", "Khmr", "Knda", "Mand", "Mlym", "Mong", "Mymr", "Nkoo", "Orya", "Phag",
        "Rohg", "Sinh", "Syrc", "Taml", "Telu", "Tibt");

    /// <summary>The scripts of a letter, mark or digit; empty where it belongs to all of them, and for anything else.</summary>
    public static IReadOnlyList<string> Of(Rune rune)
    {
        var index = Array.BinarySearch(Firsts, rune.Value);
        index = index >= 0 ? index : ~index - 1;
        return index >= 0 && rune.Value <= Ranges[index].Last ? Ranges[index].Codes : [];
    }

    /// <summary>True where a character is used in one script and no other.</summary>
    public static bool IsOnly(Rune rune, string script) => Of(rune) is [var only] && only == script;

    /// <summary>True for characters of scripts that write with U+200C and U+200D.</summary>
    public static bool UsesJoiners(Rune rune)
    {
        foreach (var script in Of(rune))
        {
            if (Joining.Contains(script))
            {
                return true;
            }
        }

        return false;
    }
}
