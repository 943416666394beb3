using System.Globalization;

namespace Benchmarks.Report;

/// <summary>A figure to reach.</summary>
/// <param name="What">What it is about, in words.</param>
/// <param name="Workload">The workload in which it is measured.</param>
/// <param name="Contender">Whose figure it is.</param>
/// <param name="Limit">The limit, in words.</param>
/// <param name="Figure">The figure; null where the run did not measure it.</param>
/// <param name="Digits">Its digits behind the point.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Holds">Whether a figure reaches the goal.</param>
internal sealed record Goal(
    string What,
    string Workload,
    string Contender,
    string Limit,
    Func<ResultSet, double?> Figure,
    int Digits,
    string Unit,
    Func<double, bool> Holds)
{
    /// <summary>What the limit is limited in, and where it lies there, for a mark on a plot.</summary>
    public (Metric Of, Func<ResultSet, double?> At)? Mark { get; private init; }

    /// <summary>A figure that must not exceed a multiple of another contender's in the same round.</summary>
    public static Goal Ratio(string what, string workload, string contender, Metric metric, double limit, string against) => new(
        what, workload, contender,
        string.Create(CultureInfo.InvariantCulture, $"≤ {limit:0.00} × {against}"),
        results => results.Ratio(workload, contender, against, metric), 2, "×", figure => figure <= limit)
    {
        Mark = (metric, results => results.Median(workload, against, metric) * limit),
    };

    /// <summary>A figure that must not exceed a limit.</summary>
    public static Goal AtMost(string what, string workload, string contender, Metric metric, double limit) => new(
        what, workload, contender,
        $"≤ {Numbers.WithUnit(limit, limit % 1 == 0 ? 0 : metric.Digits, metric.Unit)}",
        results => results.Median(workload, contender, metric), metric.Digits, metric.Unit, figure => figure <= limit)
    {
        Mark = (metric, _ => limit),
    };

    /// <summary>A figure that follows from others, and must not exceed a limit.</summary>
    public static Goal Of(
        string what, string workload, string contender, string words, Func<ResultSet, double?> figure, Metric metric, double limit) =>
        new(what, workload, contender, words, figure, metric.Digits, metric.Unit, value => value <= limit);

    /// <summary>A figure that must not exceed a multiple of what it is in a smaller workload, in the same round.</summary>
    public static Goal Growth(string what, string workload, string smaller, string contender, Metric metric, double limit) => new(
        what, workload, contender,
        string.Create(CultureInfo.InvariantCulture, $"≤ {limit:0.00} × that of {smaller}"),
        results => results.Growth(workload, smaller, contender, metric), 2, "×", figure => figure <= limit);

    /// <summary>Whether it is reached; null where it was not measured.</summary>
    public bool? IsReached(ResultSet results) => Figure(results) is { } figure ? Holds(Rounded(figure)) : null;

    /// <summary>The figure in words.</summary>
    public string FigureText(ResultSet results) => Figure(results) is { } figure ? Numbers.WithUnit(figure, Digits, Unit) : "";

    /// <summary>Reached or not in words.</summary>
    public string Verdict(ResultSet results) => IsReached(results) switch
    {
        true => "reached",
        false => "not reached",
        null => "not measured in this run",
    };

    // What is printed is what is judged, so that no table says "0.55 where at most 0.55 is wanted: not reached".
    private double Rounded(double figure) => Math.Round(figure, Digits, MidpointRounding.AwayFromZero);
}
