namespace EndToEnd.Tests.Readme;

/// <summary>
/// A code block of the README that says where it belongs: its first line is <c>// file: PATH</c> for a file of its own,
/// or <c>// in: PATH, after: TEXT</c> for lines that follow the line with that text.
/// </summary>
/// <param name="Path">The file, from the top of the repository.</param>
/// <param name="After">What the line before holds; null for a whole file.</param>
/// <param name="Code">The lines.</param>
internal sealed record ReadmeExample(string Path, string? After, string Code)
{
    /// <summary>Reads the examples that stand under a heading.</summary>
    /// <param name="readme">The text of the README.</param>
    /// <param name="heading">The heading.</param>
    public static IReadOnlyList<ReadmeExample> Under(string readme, string heading) => [.. Blocks(readme, heading, "csharp").Select(Read)];

    /// <summary>The fenced blocks of a language under a heading, as lines.</summary>
    /// <param name="readme">The text of the README.</param>
    /// <param name="heading">The heading.</param>
    /// <param name="language">What stands behind the fence.</param>
    public static IReadOnlyList<IReadOnlyList<string>> Blocks(string readme, string heading, string language)
    {
        var lines = readme.ReplaceLineEndings("\n").Split('\n');
        var first = Array.IndexOf(lines, $"## {heading}");
        Assert.True(first >= 0, $"The README has no heading '{heading}'.");
        return [.. Blocks(lines.Skip(first + 1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal)), language)];
    }

    /// <summary>Follows it.</summary>
    /// <param name="source">The top of a source tree.</param>
    public void ApplyTo(string source)
    {
        var target = System.IO.Path.Combine(source, Path);
        if (After is null)
        {
            Assert.False(File.Exists(target), $"{Path} is there already.");
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
            File.WriteAllText(target, Code);
            return;
        }

        var lines = File.ReadAllLines(target).ToList();
        var index = lines.FindIndex(line => line.Contains(After, StringComparison.Ordinal));
        Assert.True(index >= 0, $"{Path} has no line with {After}");
        lines.Insert(index + 1, Code);
        File.WriteAllLines(target, lines);
    }

    private static IEnumerable<IReadOnlyList<string>> Blocks(IEnumerable<string> lines, string language)
    {
        List<string>? block = null;
        foreach (var line in lines)
        {
            if (block is null)
            {
                if (line == $"```{language}") block = [];
            }
            else if (line == "```")
            {
                yield return block;
                block = null;
            }
            else
            {
                block.Add(line);
            }
        }
    }

    private static ReadmeExample Read(IReadOnlyList<string> block)
    {
        const string File = "// file: ", In = "// in: ", Then = ", after: ";
        var code = string.Join('\n', block.Skip(1));
        if (block[0].StartsWith(File, StringComparison.Ordinal)) return new(block[0][File.Length..], null, code + "\n");
        Assert.StartsWith(In, block[0], StringComparison.Ordinal);
        var where = block[0][In.Length..].Split(Then);
        return new(where[0], where[1], code);
    }
}
