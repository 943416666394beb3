namespace GameServer.Hosting.Text;

/// <summary>
/// Which scripts may stand together in one name: UTS 39's level "highly restrictive". One script; or Latin with what
/// Japanese, Chinese or Korean is written in. Characters that all scripts use are of any.
/// </summary>
internal static class ScriptMix
{
    private static readonly string[] Asian = ["Hanb", "Jpan", "Kore"];

    // UAX 31, table 4, but for Mongolian: scripts of the past, which keyboards do not have and impostors like.
    private static readonly string[] Bygone =
    [
        "Aghb", "Ahom", "Armi", "Avst", "Bass", "Bhks", "Brah", "Bugi", "Buhd", "Cari", "Chrs", "Copt", "Cpmn", "Cprt", "Diak", "Dogr",
        "Dsrt", "Dupl", "Egyp", "Elba", "Elym", "Glag", "Gong", "Gonm", "Goth", "Gran", "Hano", "Hatr", "Hluw", "Hmng", "Hung", "Ital",
        "Kawi", "Khar", "Khoj", "Kits", "Kthi", "Lina", "Linb", "Lyci", "Lydi", "Mahj", "Maka", "Mani", "Marc", "Medf", "Mend", "Merc",
        "Mero", "Modi", "Mroo", "Mult", "Nand", "Narb", "Nbat", "Nshu", "Ogam", "Orkh", "Osma", "Ougr", "Palm", "Pauc", "Perm",
        "Phag", "Phli", "Phlp", "Phnx", "Prti", "Rjng", "Runr", "Samr", "Sarb", "Sgnw", "Shaw", "Shrd", "Sidd", "Sind", "Sogd", "Sogo",
        "Sora", "Soyo", "Tagb", "Takr", "Tang", "Tglg", "Tirh", "Tnsa", "Toto", "Ugar", "Vith", "Wara", "Xpeo", "Xsux", "Yezi", "Zanb",
    ];

    /// <summary>True when the text's scripts may stand together.</summary>
    /// <param name="text">A text in normal form KC.</param>
    public static bool IsAllowed(string text)
    {
        IReadOnlyList<string>? one = null;
        IReadOnlyList<string> asian = Asian;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Scripts.Of(rune) is not { Count: > 0 } scripts)
            {
                continue;
            }

            var wider = Widen(scripts);
            one = one is null ? wider : Common(one, wider);
            asian = scripts.Contains("Latn") ? asian : Common(asian, wider);
        }

        return one is not { Count: 0 } || asian.Count > 0;
    }

    /// <summary>True when every letter is of a script that people write today.</summary>
    /// <param name="text">The text.</param>
    public static bool IsLiving(string text) =>
        text.EnumerateRunes().All(static rune => Scripts.Of(rune) is not { Count: > 0 } scripts || scripts.Any(static script => !Bygone.Contains(script)));

    private static List<string> Widen(IReadOnlyList<string> scripts)
    {
        var wider = new List<string>(scripts);
        foreach (var script in scripts)
        {
            wider.AddRange(script switch
            {
                "Hani" => Asian,
                "Hira" or "Kana" => ["Jpan"],
                "Hang" => ["Kore"],
                "Bopo" => ["Hanb"],
                _ => Array.Empty<string>(),
            });
        }

        return wider;
    }

    private static List<string> Common(IReadOnlyList<string> one, IReadOnlyList<string> other) => [.. one.Where(other.Contains)];
}
