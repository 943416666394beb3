using System.Text.RegularExpressions;

namespace Ecosystem.Tests.Infrastructure;

/// <summary>
/// A script of the folder <c>Node</c>, whose packages its <c>package-lock.json</c> pins. It holds tests of Node's own
/// runner (<c>node:test</c>).
/// </summary>
internal static partial class NodeScript
{
    /// <summary>The folder of the scripts.</summary>
    public static string Directory { get; } = Path.Combine(Repository.Root, "tests", "Ecosystem.Tests", "Node");

    /// <summary>Runs a script's tests, all of which must pass.</summary>
    /// <param name="script">The name of its file.</param>
    /// <param name="arguments">What it finds in <c>process.argv</c> from 2 on.</param>
    /// <returns>How many passed, at least one.</returns>
    public static async Task<int> RunAsync(string script, params IEnumerable<string> arguments)
    {
        // A script that is run as such, without --test, gets its arguments and reports as well.
        var report = await Cli.RunAsync(Directory, "node", ["--test-reporter=tap", script, .. arguments]);
        Figures.Print(report);
        Assert.Equal(0, Count(report, "fail"));
        Assert.Equal(0, Count(report, "cancelled"));
        Assert.Equal(0, Count(report, "skipped") + Count(report, "todo"));
        Assert.NotEqual(0, Count(report, "pass"));
        return Count(report, "pass");
    }

    private static int Count(string report, string outcome)
    {
        var line = Totals().Matches(report).Single(match => match.Groups[1].Value == outcome);
        return int.Parse(line.Groups[2].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"^# (pass|fail|cancelled|skipped|todo) (\d+)\r?$", RegexOptions.Multiline)]
    private static partial Regex Totals();
}
