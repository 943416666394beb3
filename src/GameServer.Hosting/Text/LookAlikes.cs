using System.Collections.Frozen;
using System.Text;

namespace GameServer.Hosting.Text;

/// <summary>
/// Letters and digits that look like others, within Latin and across scripts. Source: confusables.txt of Unicode's UTS 39,
/// version 15.0, as ICU's spoof checker has it. A test of tests/Ecosystem.Tests asks that checker about each pair.
/// </summary>
/// <remarks>
/// Two letters are a pair where their capitals or their small forms look alike, since a name may be written in either.
/// Where capitals and small forms look like different letters (Greek ν, whose capital is an N), the capitals decide. Left
/// out are m as rn and the like, and Greek γ, σ, Cyrillic ь and г, whose Latin look is another letter's of their script.
/// </remarks>
internal static class LookAlikes
{
    // What is kept, and the code points of what looks like it, after case folding and without marks.
    private const string Table = """
        a 251 3B1 430 13AA 15C5 A4EE
        b 185 3B2 432 13CF 13F4 1472 15AF 15F7 A4D0 A7B5
        c 441 13DF 1D04 A4DA
        d 501 13A0 13E7 146F 15DE 15EA A4D2 A4D3
        e 3B5 435 4BD 13AC A4F0 AB32
        f 3DD 15B4 1E9D A4DD A799 AB35
        g 18D 261 50D 581 13C0 13FB 1D83 A4D6
        h 3B7 43D 4BB 570 13BB 13C2 157C A4E7
        i 131 269 26A 3B9 456 4CF 13A5 A647
        j 29D 3F3 458 13AB 148D A4D9
        k 138 3BA 43A 13E6 A4D7
        l 31 1C0 13DE 14AA A4E1 A4F2
        m 3BC 3FB 43C 13B7 15F0 A4DF
        n 3BD 578 57C A4E0
        o 30 3BF 43E 585 1D0F 1D11 A4F3 AB3D 104EA
        p 3C1 440 13E2 146D A4D1
        q 51B 563 566
        r 280 13A1 13B1 13D2 1587 1D26 A4E3 AB47 AB48
        s 455 57F 13D5 13DA A4E2 A731
        t 3C4 442 13A2 A4D4
        u 28B 57D 144C 1D1C A4F4 A79F AB4E AB52 104F6
        v 475 13D9 142F 1D20 2D38 A4E6
        w 26F 461 51D 561 13B3 13D4 1D21 A4EA
        x 3C7 445 1541 157D 2D5D A4EB AB53
        y 263 28F 3C5 443 4AF 13A9 13BD 1D8C 1EFF A4EC AB5A
        z 3B6 13C3 1D22 A4DC
        2 1A8 14BF A645 A75B
        3 21D 25C 292 437 4E1 A76B
        4 13CE
        6 431 13EE
        8 223
        9 A76F
        γ 433
        θ 275 473 4E9
        λ 28C 43B
        π 43F
        σ 283
        φ 278 444
        ψ 471
        ə 1DD 4D9
        ɔ 37B
        ɛ 511
        þ 1BF 3F8
        ħ 45B
        и 377
        """;

    private static readonly FrozenDictionary<Rune, Rune> Kept = Pairs.ToFrozenDictionary(static pair => pair.From, static pair => pair.To);

    /// <summary>The look-alikes, each with the letter that is kept in its place.</summary>
    internal static IEnumerable<(Rune From, Rune To)> Pairs =>
        from line in Table.Split('\n')
        let words = CodePointSet.Words(line)
        from word in words.Skip(1)
        select (new Rune(CodePointSet.Hex(word)), words[0].EnumerateRunes().Single());

    /// <summary>Puts one letter in the place of all that look like it.</summary>
    /// <param name="text">A case-folded text in normal form KD.</param>
    public static string Merge(string text)
    {
        var merged = new StringBuilder(text.Length);
        var last = default(Rune);
        foreach (var rune in text.EnumerateRunes())
        {
            // An i has its dot already, and so has a j.
            if (rune.Value == 0x307 && last.Value is 'i' or 'l' or 'j')
            {
                continue;
            }

            last = Kept.GetValueOrDefault(rune, rune);
            merged.Append(last);
        }

        return merged.ToString();
    }
}
