namespace Benchmarks.Report;

/// <summary>The pictures of a workload.</summary>
internal static class Plots
{
    /// <summary>Bars of the main figure and of every other figure that a goal is about, with the marks of the goals.</summary>
    /// <returns>Names of files without their ends, and pictures.</returns>
    public static IEnumerable<(string Name, string Picture)> Of(WorkloadCard card, ResultSet results)
    {
        var others = Goals.Of(card, results).Select(goal => goal.Mark?.Of).OfType<Metric>().Where(metric => metric != card.Main).Distinct();
        return [(card.Name, Bars(card, results, card.Main)), .. others.Select(metric => ($"{card.Name}-{Slug(metric.Name)}", Bars(card, results, metric)))];
    }

    private static string Bars(WorkloadCard card, ResultSet results, Metric metric)
    {
        var isRelative = card.Base is not null && metric == card.Main;
        Bar[] bars = [..
            from contender in results.Contenders(card.Name)
            let figure = results.Median(card.Name, contender, metric)
            where figure is not null
            orderby figure
            let ratio = isRelative ? results.Ratio(card.Name, contender, card.Base!, metric) : null
            select new Bar(
                contender,
                figure.Value,
                Numbers.WithUnit(figure, metric.Digits, metric.Unit) + (ratio is null ? "" : $" · {Numbers.WithUnit(ratio, 2, "×")}"),
                FigureTable.IsOurs(contender),
                [.. from goal in Goals.Of(card, results)
                    where goal.Contender == contender && goal.Mark?.Of == metric
                    let at = goal.Mark!.Value.At(results)
                    where at is not null
                    select at.Value])];
        return BarChart.Draw(card.Title, $"{metric.Name}{(isRelative ? $"; ratio to {card.Base}" : "")}; less is better", bars);
    }

    private static string Slug(string text) =>
        string.Join('-', text.Split([' ', '/', ','], StringSplitOptions.RemoveEmptyEntries));
}
