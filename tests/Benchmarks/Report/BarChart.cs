namespace Benchmarks.Report;

/// <summary>Bars from left to right, the label and the figure above each, and marks where the goals are.</summary>
internal static class BarChart
{
    private const double Row = 42;
    private const double Thickness = 13;

    /// <summary>Draws it.</summary>
    /// <param name="title">What is compared.</param>
    /// <param name="subtitle">What the bars are, and in which unit.</param>
    /// <param name="bars">From top to bottom.</param>
    public static string Draw(string title, string subtitle, IReadOnlyList<Bar> bars)
    {
        var svg = new Svg();
        var y = svg.Heading(title, subtitle);
        var longest = bars.Max(bar => Math.Max(bar.Value, bar.Goals.DefaultIfEmpty().Max()));
        var scale = longest > 0 ? Svg.Width / longest : 0;
        foreach (var bar in bars)
        {
            svg.Text(0, y + 13, bar.Label, bar.IsOurs ? "ours" : "");
            svg.Text(Svg.Width, y + 13, bar.Figure, bar.IsOurs ? "ours figure" : "figure", "end");
            svg.Rectangle(0, y + 20, Math.Max(1, bar.Value * scale), Thickness, bar.IsOurs ? "bar own" : "bar", 2);
            foreach (var goal in bar.Goals)
            {
                var x = Math.Clamp(goal * scale, 1.5, Svg.Width - 1.5);
                svg.Lines("mark", (x, y + 17), (x, y + 23 + Thickness));
            }

            y += Row;
        }

        if (bars.Any(bar => bar.Goals.Count > 0))
        {
            svg.Lines("mark", (2, y + 4), (2, y + 18));
            svg.Text(10, y + 16, "goal: a bar that ends left of its marks reaches them", "goal");
            y += 26;
        }

        return svg.ToString(y, $"{title}. {subtitle}: {string.Join("; ", bars.Select(bar => $"{bar.Label} {bar.Figure}"))}.");
    }
}
