namespace Benchmarks.Report;

/// <summary>The results on the console: a table a workload, the goals below it, and all goals at the end.</summary>
/// <param name="output">Where to write.</param>
internal sealed class ConsoleReport(TextWriter output)
{
    private const int Columns = 118;

    /// <summary>Writes a run.</summary>
    public void Write(SuiteRun run)
    {
        foreach (var cards in run.Workloads.Where(card => run.Results.Contenders(card.Name).Count > 0).GroupBy(card => card.Title))
        {
            Write([.. cards], run.Results);
        }

        Goal[] measured = [.. Goals.All.Where(goal => goal.IsReached(run.Results) is not null)];
        if (measured.Length > 0)
        {
            WriteHeading("Goals");
            Write(GoalHeader, measured.Select(goal => Row(goal, run.Results)));
        }

        if (Goals.All.Count - measured.Length is var others and > 0)
        {
            output.WriteLine($"\n{others} more goals are about what this run did not measure.");
        }

        foreach (var failure in run.Failures)
        {
            output.WriteLine($"failed: {failure}");
        }
    }

    private void Write(IReadOnlyList<WorkloadCard> cards, ResultSet results)
    {
        WriteHeading(cards[0].Title);
        Paragraph.Wrap(cards[0].Text, Columns).ForEach(output.WriteLine);
        output.WriteLine();
        var table = new FigureTable(cards, results);
        Write(table.Header, table.Rows.Select(row => row.Cells));
        Goal[] here = [.. cards.SelectMany(card => Goals.Of(card.Name, results))];
        if (here.Length > 0)
        {
            output.WriteLine();
            Write(GoalHeader, here.Select(goal => Row(goal, results)));
        }
    }

    private void WriteHeading(string text) => output.WriteLine($"\n{text}\n{new string('=', text.Length)}");

    private static string[] GoalHeader => ["goal", "", "figure", ""];

    private static string[] Row(Goal goal, ResultSet results) => [goal.What, goal.Limit, goal.FigureText(results), goal.Verdict(results)];

    /// <summary>Columns side by side; headings in as many lines as their columns' width asks for.</summary>
    private void Write(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        IReadOnlyList<string>[] lines = [.. rows];
        string[] headings = [.. header.Select(heading => heading.Replace("/ ", "/\u00A0", StringComparison.Ordinal))];
        int[] widths = [.. headings.Select((heading, column) =>
            Math.Max(lines.Max(cells => cells[column].Length), heading.Split(' ').Max(word => word.Length)))];
        List<string>[] wrapped = [.. headings.Select((heading, column) => Paragraph.Wrap(heading, widths[column]))];
        var height = wrapped.Max(heading => heading.Count);
        for (var line = 0; line < height; line++)
        {
            output.WriteLine(Join(wrapped.Select(heading => heading.ElementAtOrDefault(line - height + heading.Count) ?? "")));
        }

        output.WriteLine(Join(widths.Select(width => new string('-', width))));
        foreach (var cells in lines)
        {
            output.WriteLine(Join(cells));
        }

        // What has letters stands left, figures stand right.
        string Join(IEnumerable<string> cells) => string.Join("  ", cells.Select((cell, column) =>
            column == 0 || IsText(column) ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))).TrimEnd();

        bool IsText(int column) => lines.Any(cells => cells[column] is [not ('–' or (>= '0' and <= '9')), ..]);
    }
}
