using System.Collections.Frozen;
using System.Text;

namespace GameServer.Hosting.Text;

/// <summary>
/// Unicode's full case folding: upper and lower case become one, <c>ß</c> and <c>ẞ</c> become <c>ss</c>. The framework
/// folds single characters into single ones only.
/// </summary>
internal static class CaseFolding
{
    private static readonly FrozenDictionary<int, string> Folds = Read().ToFrozenDictionary();

    /// <summary>Folds a text.</summary>
    /// <param name="text">A well-formed text.</param>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Folds.TryGetValue(rune.Value, out var other))
            {
                folded.Append(other);
            }
            else
            {
                folded.Append(rune);
            }
        }

        return folded.ToString();
    }

    private static IEnumerable<KeyValuePair<int, string>> Read()
    {
        foreach (var word in CodePointSet.Words(UnicodeTables.Folds))
        {
            if (word.Split('=') is [var from, var to])
            {
                yield return new(CodePointSet.Hex(from), string.Concat(to.Split(',').Select(point => new Rune(CodePointSet.Hex(point)))));
                continue;
            }

            // 41-5A+20: the range, perhaps a step, and the difference behind its sign.
            var sign = word.LastIndexOfAny(['+', '-']);
            var difference = CodePointSet.Hex(word[(sign + 1)..]) * (word[sign] == '-' ? -1 : 1);
            var range = word[..sign].Split('/');
            var (first, last) = CodePointSet.Range(range[0]);
            for (var point = first; point <= last; point += range.Length)
            {
                yield return new(point, new Rune(point + difference).ToString());
            }
        }
    }
}
