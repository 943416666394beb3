namespace Benchmarks.Report;

/// <summary>A workload's table: its contenders from the best to the worst, their ratios to the base, and all figures.</summary>
internal sealed class FigureTable
{
    /// <summary>Makes it.</summary>
    public FigureTable(WorkloadCard card, ResultSet results)
    {
        Contenders = [.. results.Contenders(card.Name)
            .OrderBy(contender => results.Median(card.Name, contender, card.Main) ?? double.PositiveInfinity)];
        Metric[] metrics = [card.Main, .. results.All
            .Where(result => result.Workload == card.Name).SelectMany(result => result.Figures.Keys).Distinct().Where(metric => metric != card.Main)];
        Header = ["contender", .. Ratio("× " + card.Base), .. metrics.Select(metric => metric.Unit is "" ? metric.Name : $"{metric.Name}, {metric.Unit}")];
        Rows = [.. Contenders.Select(contender => (string[])
        [
            contender,
            .. Ratio(card.Base is null ? "" : Numbers.Of(results.Ratio(card.Name, contender, card.Base, card.Main), 2)),
            .. metrics.Select(metric => Numbers.Of(results.Median(card.Name, contender, metric), metric.Digits)),
        ])];

        string[] Ratio(string text) => card.Base is null ? [] : [text];
    }

    /// <summary>Whether a contender is this server, in one of its formats.</summary>
    public static bool IsOurs(string contender) => contender.StartsWith("gameserver", StringComparison.Ordinal);

    /// <summary>The contenders in the order of the rows.</summary>
    public IReadOnlyList<string> Contenders { get; }

    /// <summary>The headings.</summary>
    public IReadOnlyList<string> Header { get; }

    /// <summary>The rows, a cell for each heading.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows { get; }
}
