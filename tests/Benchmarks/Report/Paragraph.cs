namespace Benchmarks.Report;

/// <summary>Text in lines.</summary>
internal static class Paragraph
{
    /// <summary>Breaks a text between words.</summary>
    /// <param name="text">The text.</param>
    /// <param name="width">How many letters a line may have; a longer word has a line of its own.</param>
    public static List<string> Wrap(string text, int width)
    {
        List<string> lines = [""];
        foreach (var word in text.Split(' '))
        {
            if (lines[^1].Length > 0 && lines[^1].Length + 1 + word.Length > width)
            {
                lines.Add("");
            }

            lines[^1] += lines[^1].Length > 0 ? " " + word : word;
        }

        return lines;
    }
}
