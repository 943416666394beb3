namespace Benchmarks.Report;

/// <summary>The picture of a workload.</summary>
internal static class Plots
{
    /// <summary>Bars of the main figure, this server's with the marks of its goals.</summary>
    public static string Of(WorkloadCard card, ResultSet results)
    {
        Bar[] bars = [..
            from contender in new FigureTable(card, results).Contenders
            let figure = results.Median(card.Name, contender, card.Main)
            where figure is not null
            let ratio = card.Base is null ? null : results.Ratio(card.Name, contender, card.Base, card.Main)
            select new Bar(
                contender,
                figure.Value,
                Numbers.WithUnit(figure, card.Main.Digits, card.Main.Unit) + (ratio is null ? "" : $" · {Numbers.WithUnit(ratio, 2, "×")}"),
                FigureTable.IsOurs(contender),
                [.. from goal in Goals.Of(card, results)
                    where goal.Contender == contender && goal.Mark?.Of == card.Main
                    let at = goal.Mark!.Value.At(results)
                    where at is not null
                    select at.Value])];
        return BarChart.Draw(card.Title, $"{card.Main.Name}{(card.Base is null ? "" : $"; ratio to {card.Base}")}; less is better", bars);
    }
}
