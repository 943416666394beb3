using System.Globalization;
using System.Text;

namespace Benchmarks.Report;

/// <summary>The results as a page with pictures: the goals first, then how it was measured, then each workload.</summary>
internal sealed class MarkdownReport
{
    private const string Method = """
        Every contender runs as a process of its own, pinned to the first core; one lean load client, the same for all, is
        pinned to the second: one thread, requests encoded beforehand, no library between it and the socket. It looks into a
        sample of the replies, so that nobody is fast by answering wrong. Every contender is warmed up for some seconds
        first, because tiered compilation changes .NET's figures threefold. Then all take their turns in each of several
        rounds, in an order that is shuffled each time. A ratio is taken between two turns of one round, and what is printed
        is the median over the rounds; so a machine that is busy with something else changes both sides of it. Ratios
        therefore count; absolute times belong to this machine. The first figure is the processor time of the server's
        process, user and system by the kernel's account, for 100,000 messages; less is better, as everywhere below.
        """;

    private readonly StringBuilder _page = new();
    private readonly IReadOnlyList<StoredWorkload> _stored;
    private readonly ResultSet _results;
    private readonly Remarks _remarks;

    private MarkdownReport(IReadOnlyList<StoredWorkload> stored, Remarks remarks)
    {
        _stored = stored;
        _results = new ResultSet(stored.SelectMany(workload => workload.Results));
        _remarks = remarks;
    }

    /// <summary>Writes RESULTS.md, and the plots beside it.</summary>
    /// <param name="folder">Where RESULTS.md goes, and where REMARKS.md may stand.</param>
    /// <param name="stored">What was measured.</param>
    /// <param name="cards">What there is to say of the workloads.</param>
    public static void Write(string folder, IReadOnlyList<StoredWorkload> stored, IReadOnlyList<WorkloadCard> cards)
    {
        var said = Path.Combine(folder, "REMARKS.md");
        var report = new MarkdownReport(stored, new Remarks(File.Exists(said) ? File.ReadAllText(said) : ""));
        var plots = Directory.CreateDirectory(Path.Combine(folder, "plots")).FullName;
        report.WriteHead();
        foreach (var section in stored.GroupBy(workload => cards.First(card => card.Name == workload.Workload).Title))
        {
            report.WriteSection([.. section], [.. section.Select(workload => cards.First(card => card.Name == workload.Workload))], plots);
        }

        report.WriteMicro();
        File.WriteAllText(Path.Combine(folder, "RESULTS.md"), report._page.ToString().TrimEnd() + "\n");
    }

    private void WriteHead()
    {
        var machine = _stored.MaxBy(workload => workload.Began)!.Machine;
        _page.Append(CultureInfo.InvariantCulture, $"""
            # What it costs

            `dotnet run -c Release --project tests/Benchmarks -- suite` measures all of this and writes this page. What is said to the
            figures stands in REMARKS.md, which `... -- report` puts in again without measuring.

            ## Goals


            """);
        WriteTable(
            ["what", "goal", "figure", ""],
            Goals.All.Select(goal => (string[])[goal.What, goal.Limit, goal.FigureText(_results), Verdict(goal)]));
        WriteRemarks(Remarks.Goals);
        _page.Append(CultureInfo.InvariantCulture, $"""
            ## How it was measured

            {Method}


            """);
        WriteTable(["where", ""], machine.Facts.Select(fact => (string[])[fact.Key, fact.Value]));
        WriteTable(["what took part", "version"], machine.Versions.Select(version => (string[])[version.Key, version.Value]));
        WriteRemarks(Remarks.Contenders);
    }

    private void WriteSection(IReadOnlyList<StoredWorkload> stored, IReadOnlyList<WorkloadCard> cards, string plots)
    {
        _page.Append(CultureInfo.InvariantCulture, $"""
            ## {cards[0].Title}

            {cards[0].Text} Measured on {stored[0].Began:yyyy-MM-dd} in {stored[0].Results.Max(result => result.Round)} rounds.


            """);
        foreach (var (name, picture) in Plots.Of(cards, _results))
        {
            File.WriteAllText(Path.Combine(plots, name + ".svg"), picture);
            _page.Append(CultureInfo.InvariantCulture, $"![{cards[0].Title}](plots/{name}.svg)\n\n");
        }

        var table = new FigureTable(cards, _results);
        var isShared = table.Rows.Any(row => !FigureTable.IsOurs(row.Contender));
        WriteTable(
            table.Header,
            table.Rows.Select(row => isShared && FigureTable.IsOurs(row.Contender) ? row.Cells.Select(cell => $"**{cell}**") : row.Cells),
            table.Labels);
        Goal[] here = [.. cards.SelectMany(card => Goals.Of(card.Name, _results))];
        if (here.Length > 0)
        {
            _page.AppendJoin('\n', here.Select(goal => $"- {goal.What}: {goal.Limit}; it is {goal.FigureText(_results)}, {Verdict(goal)}")).Append("\n\n");
        }

        foreach (var card in cards)
        {
            WriteRemarks(card.Name);
        }
    }

    private void WriteMicro()
    {
        if (_remarks.To(Remarks.Micro) is { } text)
        {
            _page.Append("## Micro-benchmarks\n\n").Append(text).Append("\n\n");
        }
    }

    private string Verdict(Goal goal) => goal.IsReached(_results) == false ? $"**{goal.Verdict(_results)}**" : goal.Verdict(_results);

    private void WriteRemarks(string name)
    {
        if (_remarks.To(name) is { } text)
        {
            _page.Append(text).Append("\n\n");
        }
    }

    private void WriteTable(IReadOnlyList<string> header, IEnumerable<IEnumerable<string>> rows, int labels = int.MaxValue)
    {
        Row(header);
        Row(header.Select((_, column) => column < labels ? "---" : "---:"));
        foreach (var row in rows)
        {
            Row(row);
        }

        _page.Append('\n');

        void Row(IEnumerable<string> cells) => _page.Append("| ").AppendJoin(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal))).Append(" |\n");
    }
}
