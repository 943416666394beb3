namespace Benchmarks.Report;

/// <summary>
/// What somebody has to say to the figures: written by hand in a file of its own, a heading a workload, and put into the
/// report each time that it is written.
/// </summary>
internal sealed class Remarks
{
    /// <summary>The heading of what is said to the goals.</summary>
    public const string Goals = "goals";

    /// <summary>The heading of what is said of who takes part.</summary>
    public const string Contenders = "contenders";

    /// <summary>The heading of what the micro-benchmarks gave.</summary>
    public const string Micro = "micro";

    private const string Heading = "## ";
    private readonly Dictionary<string, string> _texts = [];

    /// <summary>Reads them.</summary>
    /// <param name="text">Headings of the form <c>## name</c>, and below each what is said.</param>
    public Remarks(string text)
    {
        foreach (var part in ("\n" + text.ReplaceLineEndings("\n")).Split("\n" + Heading).Skip(1))
        {
            var end = part.IndexOf('\n', StringComparison.Ordinal);
            _texts[(end < 0 ? part : part[..end]).Trim()] = end < 0 ? "" : part[end..].Trim();
        }
    }

    /// <summary>What is said to something; null for nothing.</summary>
    public string? To(string name) => _texts.GetValueOrDefault(name) is { Length: > 0 } text ? text : null;
}
