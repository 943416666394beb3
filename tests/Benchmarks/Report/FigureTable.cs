namespace Benchmarks.Report;

/// <summary>The table of a workload, or of several with one title: contenders from the best to the worst, and all figures.</summary>
internal sealed class FigureTable
{
    /// <summary>Makes it.</summary>
    /// <param name="cards">Workloads with the same title.</param>
    /// <param name="results">What was measured.</param>
    public FigureTable(IReadOnlyList<WorkloadCard> cards, ResultSet results)
    {
        var (main, other) = (cards[0].Main, cards[0].Base);
        Metric[] metrics = [main, .. cards
            .SelectMany(card => results.All.Where(result => result.Workload == card.Name))
            .SelectMany(result => result.Figures.Keys).Distinct().Where(metric => metric != main)];
        var hasVariants = cards.Any(card => card.Variant is not null);
        Labels = hasVariants ? 2 : 1;
        Header =
        [
            .. hasVariants ? ["players in rooms"] : Array.Empty<string>(),
            "contender",
            .. other is null ? Array.Empty<string>() : ["× " + other],
            .. metrics.Select(metric => metric.Unit is "" ? metric.Name : $"{metric.Name}, {metric.Unit}"),
        ];
        Rows =
        [
            .. from card in cards
               from contender in results.Contenders(card.Name).OrderBy(contender => results.Median(card.Name, contender, main) ?? double.PositiveInfinity)
               select new FigureRow(contender,
               [
                   .. hasVariants ? [card.Variant ?? ""] : Array.Empty<string>(),
                   contender,
                   .. other is null ? Array.Empty<string>() : [Numbers.Of(results.Ratio(card.Name, contender, other, main), 2)],
                   .. metrics.Select(metric => Numbers.Of(results.Median(card.Name, contender, metric), metric.Digits)),
               ]),
        ];
    }

    /// <summary>How many columns from the left are no figures.</summary>
    public int Labels { get; }

    /// <summary>The headings.</summary>
    public IReadOnlyList<string> Header { get; }

    /// <summary>The rows.</summary>
    public IReadOnlyList<FigureRow> Rows { get; }

    /// <summary>Whether a contender is this server, in one of its formats.</summary>
    public static bool IsOurs(string contender) => contender.StartsWith("gameserver", StringComparison.Ordinal);
}
