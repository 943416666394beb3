using System.Text;
using GameServer.Hosting.Text;

namespace Ecosystem.Tests.Unicode;

/// <summary>
/// The server's tables of Unicode are those of Debian's package <c>unicode-data</c>, and its look-alikes those of ICU's
/// spoof checker.
/// </summary>
public sealed class UnicodeTests
{
    private const string Folder = "/usr/share/unicode";
    private const string Rewrite = "WRITE_UNICODE_TABLES";

    // Letters whose Latin look is another letter's of their script, or whose capital decides otherwise; and those whose
    // look depends on a serif.
    private static readonly HashSet<string> LeftOut =
    [
        "γ", "σ", "ь", "г", "ν", "ƽ", "ǃ", "ʔ", "ɂ", "ꞌ", "ꝸ", "ᴦ",
    ];

    private static string File => Path.Combine(Repository.Root, "src", "GameServer.Hosting", "Text", "UnicodeTables.cs");

    [Fact]
    public async Task The_tables_are_generated_from_Debian_s_unicode_data()
    {
        var text = new UnicodeTablesSource(Folder).Text();
        if (Environment.GetEnvironmentVariable(Rewrite) is { Length: > 0 })
        {
            await System.IO.File.WriteAllTextAsync(File, text, TestContext.Current.CancellationToken);
        }

        Assert.True(
            text == await System.IO.File.ReadAllTextAsync(File, TestContext.Current.CancellationToken),
            $"{File} is not what {Folder} gives; {Rewrite}=1 writes it anew.");
    }

    [Fact]
    public void Case_is_folded_as_CaseFolding_txt_says()
    {
        var folds = new UnicodeTablesSource(Folder).CaseFoldings().ToDictionary(static row => row.From, static row => row.To);
        Assert.InRange(folds.Count, 1_400, 2_000);
        for (var point = 0; point <= 0x10FFFF; point++)
        {
            if (Rune.IsValid(point))
            {
                var character = char.ConvertFromUtf32(point);
                Assert.Equal(folds.GetValueOrDefault(character, character), CaseFolding.Fold(character));
            }
        }
    }

    [Fact]
    public void Every_letter_has_the_scripts_of_Unicode()
    {
        var scripts = new UnicodeTablesSource(Folder).ScriptsOfLetters();
        for (var point = 0; point <= 0x10FFFF; point++)
        {
            if (Rune.IsValid(point))
            {
                Assert.Equal(scripts[point] ?? "", string.Join('+', Scripts.Of(new Rune(point))));
            }
        }
    }

    [Fact]
    public void Each_pair_of_look_alikes_looks_alike_to_ICU_in_one_case()
    {
        using var checker = new SpoofChecker();
        // With what is kept, or with another that is kept as the same.
        var groups = LookAlikes.Pairs.ToLookup(static pair => pair.To, static pair => pair.From);
        var strangers = LookAlikes.Pairs.Where(pair => !Forms(pair.From).Any(from => groups[pair.To].Append(pair.To)
            .Where(other => other != pair.From).SelectMany(Forms).Any(other => checker.AreConfusable(from, other)))).ToList();
        Assert.True(strangers.Count == 0, string.Join(' ', strangers.Select(static pair => $"{pair.From.Value:X}:{pair.From}={pair.To}")));
        Assert.InRange(LookAlikes.Pairs.Count(), 200, 400);
    }

    [Fact]
    public void Every_letter_of_Latin_Greek_and_Cyrillic_that_looks_like_another_one_is_in_the_list()
    {
        using var checker = new SpoofChecker();
        var known = LookAlikes.Pairs.Select(static pair => pair.From.ToString()).ToHashSet();
        var missing = new List<string>();
        for (var point = 0x80; point <= 0xFFFF; point++)
        {
            if (!Rune.TryCreate(point, out var rune) || !Rune.IsLetter(rune) || Scripts.Of(rune) is not ["Latn" or "Grek" or "Cyrl"])
            {
                continue;
            }

            var folded = CaseFolding.Fold(rune.ToString().Normalize(NormalizationForm.FormKD));
            if (folded.EnumerateRunes().Count() == 1 && folded[0] > 0x7F && !known.Contains(folded) && !LeftOut.Contains(folded)
                && checker.SkeletonOf(rune.ToString()) is [< '\u0080'] look)
            {
                missing.Add($"{point:X}:{rune} looks like {look}");
            }
        }

        Assert.True(missing.Count == 0, string.Join('\n', missing));
    }

    // As it is written in small letters and in capitals; a capital I is a small l.
    private static string[] Forms(Rune rune) =>
        [rune.ToString(), Rune.ToUpperInvariant(rune).ToString(), Rune.ToLowerInvariant(rune).ToString(), .. rune.Value == 'l' ? ["I"] : Array.Empty<string>()];
}
