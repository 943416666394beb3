namespace GameServer.Hosting.Operations;

/// <summary>Finds the word that a misspelt one was meant for.</summary>
internal static class Nearest
{
    /// <summary>The candidate with the least edit distance, whatever the case of letters.</summary>
    /// <param name="word">The misspelt word.</param>
    /// <param name="candidates">The words there are; at least one.</param>
    public static string Of(string word, IEnumerable<string> candidates) =>
        candidates.MinBy(candidate => Distance(word, candidate)) ?? throw new ArgumentException("No candidates.", nameof(candidates));

    /// <summary>The nearest candidate, or null where none is near: more than a third of the word would have to change.</summary>
    /// <param name="word">The misspelt word.</param>
    /// <param name="candidates">The words there are.</param>
    public static string? Within(string word, IEnumerable<string> candidates) => candidates
        .Where(candidate => Distance(word, candidate) <= Math.Max(1, Math.Max(word.Length, candidate.Length) / 3))
        .MinBy(candidate => Distance(word, candidate));

    /// <summary>The edit distance: how many letters must be added, taken out, changed, or swapped with the next.</summary>
    /// <param name="from">One word.</param>
    /// <param name="to">The other word.</param>
    internal static int Distance(string from, string to)
    {
        // A row for each letter of the one word; the last two are enough, as a swap spans two letters.
        var (before, above, row) = (new int[to.Length + 1], new int[to.Length + 1], new int[to.Length + 1]);
        for (var column = 0; column <= to.Length; column++)
        {
            above[column] = column;
        }

        for (var line = 1; line <= from.Length; line++)
        {
            row[0] = line;
            for (var column = 1; column <= to.Length; column++)
            {
                var change = IsSame(from[line - 1], to[column - 1]) ? 0 : 1;
                row[column] = Math.Min(Math.Min(row[column - 1], above[column]) + 1, above[column - 1] + change);
                if (line > 1 && column > 1 && IsSame(from[line - 1], to[column - 2]) && IsSame(from[line - 2], to[column - 1]))
                {
                    row[column] = Math.Min(row[column], before[column - 2] + 1);
                }
            }

            (before, above, row) = (above, row, before);
        }

        return above[to.Length];
    }

    private static bool IsSame(char one, char other) => char.ToUpperInvariant(one) == char.ToUpperInvariant(other);
}
