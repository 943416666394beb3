using System.Globalization;

namespace Benchmarks.Report;

/// <summary>A line for each series over a scale that grows, from zero on, and the band in which the first should stay.</summary>
internal static class LineChart
{
    private const double Left = 46;
    private const double Right = Svg.Width - 14;
    private const double Height = 200;

    /// <summary>Draws it.</summary>
    /// <param name="title">What is shown.</param>
    /// <param name="subtitle">What is upright, and in which unit.</param>
    /// <param name="across">What the scale from left to right counts.</param>
    /// <param name="series">The lines; points from left to right.</param>
    /// <param name="tolerance">How far a line of ours may leave its first value, as a share of it; 0 for any.</param>
    public static string Draw(string title, string subtitle, string across, IReadOnlyList<Series> series, double tolerance)
    {
        var svg = new Svg();
        var top = svg.Heading(title, subtitle) + 8;
        var bottom = top + Height;
        var points = series.SelectMany(line => line.Points).ToList();
        var widest = points.Max(point => point.X);
        var step = RoundStep(points.Max(point => point.Y) * (1 + tolerance) / 4);
        var highest = step * Math.Ceiling(points.Max(point => point.Y) * (1 + tolerance) / step);
        for (var value = 0.0; value <= highest; value += step)
        {
            svg.Lines("rule", (Left, Y(value)), (Right, Y(value)));
            svg.Text(Left - 8, Y(value) + 4.5, value.ToString("#,0.##", CultureInfo.InvariantCulture), "faint", "end");
        }

        foreach (var x in points.Select(point => point.X).Distinct())
        {
            svg.Text(X(x), bottom + 20, x.ToString("#,0", CultureInfo.InvariantCulture), "faint", "middle");
        }

        svg.Text((Left + Right) / 2, bottom + 41, across, "faint", "middle");
        if (tolerance > 0 && series.FirstOrDefault(line => line.IsOurs) is { Points: [var first, ..] })
        {
            svg.Rectangle(X(first.X), Y(first.Y * (1 + tolerance)), Right - X(first.X), Y(0) - Y(first.Y * 2 * tolerance), "band");
        }

        var keyX = Left;
        foreach (var line in series)
        {
            var own = line.IsOurs ? " own" : "";
            svg.Lines("series" + own, line.Points.Select(point => (X(point.X), Y(point.Y))));
            foreach (var point in line.Points)
            {
                svg.Dot(X(point.X), Y(point.Y), "dot" + own);
                svg.Text(X(point.X), Y(point.Y) - 10, point.Figure, line.IsOurs ? "ours figure" : "figure", "middle");
            }

            svg.Lines("series" + own, (keyX, bottom + 62), (keyX + 22, bottom + 62));
            svg.Text(keyX + 29, bottom + 67, line.Label, line.IsOurs ? "ours" : "");
            keyX += 29 + (8.5 * line.Label.Length) + 18;
        }

        if (tolerance > 0)
        {
            svg.Rectangle(keyX, bottom + 55, 22, 14, "band");
            svg.Text(keyX + 29, bottom + 67, $"goal: within {tolerance * 100:0} %", "goal");
        }

        return svg.ToString(bottom + 78, $"{title}. {subtitle}, over {across}: "
            + string.Join("; ", series.Select(line => $"{line.Label} {string.Join(", ", line.Points.Select(point => $"{point.Figure} at {point.X:0}"))}")) + ".");

        double X(double value) => Left + 20 + (value / widest * (Right - Left - 40));

        double Y(double value) => bottom - (value / highest * Height);
    }

    /// <summary>The next step of 1, 2 or 5 times a power of ten.</summary>
    private static double RoundStep(double least)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        return power * ((least / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 });
    }
}
