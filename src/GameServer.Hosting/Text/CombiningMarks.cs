using System.Text;

namespace GameServer.Hosting.Text;

/// <summary>
/// The combining marks that a letter may carry. Those that take no width pile up over and under it, and so are few:
/// as in UTS 39, section 5.4, at most four. Tibetan stacks its letters by them, and so has eight. A mark may stand on a
/// space, as in faces that are made of marks.
/// </summary>
internal static class CombiningMarks
{
    /// <summary>The most marks that pile up on one letter.</summary>
    public const int MostPiled = 4;

    /// <summary>The most marks on one letter.</summary>
    public const int Most = 8;

    /// <summary>Leaves out the marks that are too many, with the joiners behind them, and those that stand on nothing.</summary>
    /// <param name="text">A text in normal form C.</param>
    public static string Cut(string text)
    {
        var cut = new StringBuilder(text.Length);
        var load = default(Load);
        var kept = true;
        foreach (var rune in text.EnumerateRunes())
        {
            kept = load.TryAdd(rune) && (kept || !CodePoints.IsIgnorable(rune));
            if (kept)
            {
                cut.Append(rune);
            }
        }

        return cut.ToString();
    }

    /// <summary>True when no letter carries too many marks, and no mark stands on nothing.</summary>
    /// <param name="text">A text in normal form C.</param>
    public static bool AreFew(string text) => Cut(text).Length == text.Length;

    private struct Load
    {
        private bool _hasBase;
        private bool _hasShown;
        private bool _isTibetan;
        private int _piled;
        private int _all;

        public bool TryAdd(Rune rune)
        {
            if (!CodePoints.IsMark(rune) || CodePoints.IsIgnorable(rune))
            {
                if (!CodePoints.IsIgnorable(rune))
                {
                    // Spaces before all others will be trimmed.
                    _hasShown |= CodePoints.IsVisible(rune);
                    _hasBase = CodePoints.IsVisible(rune) || (_hasShown && rune.Value is (' ' or 0xA0));
                    _isTibetan = Scripts.IsOnly(rune, "Tibt");
                    (_piled, _all) = (0, 0);
                }

                return true;
            }

            var piled = CodePoints.IsPilingMark(rune) && !(_isTibetan && Scripts.IsOnly(rune, "Tibt")) ? 1 : 0;
            if (!_hasBase || _all == Most || _piled + piled > MostPiled)
            {
                return false;
            }

            _all++;
            _piled += piled;
            return true;
        }
    }
}
