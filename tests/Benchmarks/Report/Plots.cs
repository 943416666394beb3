namespace Benchmarks.Report;

/// <summary>The pictures of a workload.</summary>
internal static class Plots
{
    private const double Tolerance = 0.1;

    /// <summary>
    /// Bars of the main figure and of every other figure that a goal is about, where there is something to compare with;
    /// lines where a workload grows.
    /// </summary>
    /// <param name="cards">Workloads with the same title.</param>
    /// <param name="results">What was measured.</param>
    /// <returns>Names of files without their ends, and pictures.</returns>
    public static IEnumerable<(string Name, string Picture)> Of(IReadOnlyList<WorkloadCard> cards, ResultSet results)
    {
        WorkloadCard[] grown = [.. cards.Where(card => card.Players is not null)];
        if (grown.Length > 1)
        {
            yield return ("growth-cost", Growth(grown, results, Metric.CostPerPlayer, [Metric.CostPerPlayer], Tolerance));
            yield return ("growth-time", Growth(grown, results, Metric.ArrivalP99, [Metric.ArrivalP99, Metric.TimerNoiseP99], 0));
        }
        else if (cards is [var card] && results.Contenders(card.Name).Count > 1)
        {
            yield return (card.Name, Bars(card, results, card.Main));
            foreach (var metric in Goals.Of(card.Name, results).Select(goal => goal.Mark?.Of).OfType<Metric>().Where(metric => metric != card.Main).Distinct())
            {
                yield return ($"{card.Name}-{Slug(metric.Name)}", Bars(card, results, metric));
            }
        }
    }

    /// <summary>Figures of this server over the number of players; the first is the one that is spoken of.</summary>
    private static string Growth(WorkloadCard[] cards, ResultSet results, Metric main, Metric[] metrics, double tolerance) => LineChart.Draw(
        cards[0].Title,
        $"{main.Name} ({main.Unit})",
        "players, 50 in a room",
        [.. metrics.Select(metric => new Series(
            metric.Name,
            metric == main,
            [.. from card in cards
                let figure = results.Median(card.Name, "gameserver-msgpack", metric)
                where figure is not null
                select (card.Players!.Value, figure.Value, Numbers.Of(figure, metric.Digits))])).Where(line => line.Points.Count > 0)],
        tolerance);

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
                [.. from goal in Goals.Of(card.Name, results)
                    where goal.Contender == contender && goal.Mark?.Of == metric
                    let at = goal.Mark!.Value.At(results)
                    where at is not null
                    select at.Value])];
        return BarChart.Draw(card.Title, $"{metric.Name}{(isRelative ? $"; ratio to {card.Base}" : "")}; less is better", bars);
    }

    private static string Slug(string text) =>
        string.Join('-', text.Split([' ', '/', ','], StringSplitOptions.RemoveEmptyEntries));
}
