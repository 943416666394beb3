using System.Globalization;
using System.Text;

namespace GameServer.Hosting.Text;

/// <summary>A set of code points, read from one of the <see cref="UnicodeTables"/>.</summary>
internal sealed class CodePointSet
{
    private readonly int[] _first;
    private readonly int[] _last;

    private CodePointSet(IEnumerable<(int First, int Last)> ranges)
    {
        var sorted = ranges.ToList();
        _first = [.. sorted.Select(static range => range.First)];
        _last = [.. sorted.Select(static range => range.Last)];
    }

    /// <summary>Reads a table.</summary>
    /// <param name="table">Ranges in ascending order, without values.</param>
    public static CodePointSet Parse(string table) => new(Words(table).Select(Range));

    /// <summary>True for a code point that is in it.</summary>
    public bool Contains(Rune rune)
    {
        var index = Array.BinarySearch(_first, rune.Value);
        return index >= 0 || (~index > 0 && rune.Value <= _last[~index - 1]);
    }

    /// <summary>A table's entries.</summary>
    internal static string[] Words(string table) => table.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The range that an entry names.</summary>
    internal static (int First, int Last) Range(string word)
    {
        var ends = word.Split('-');
        return (Hex(ends[0]), Hex(ends[^1]));
    }

    /// <summary>The code point that a text names.</summary>
    internal static int Hex(string text) => int.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
