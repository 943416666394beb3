namespace Benchmarks.Report;

/// <summary>The results of a run, and what follows from them.</summary>
/// <param name="results">One for each turn.</param>
internal sealed class ResultSet(IEnumerable<Result> results)
{
    private readonly Result[] _results = [.. results];

    /// <summary>Every turn.</summary>
    public IReadOnlyList<Result> All => _results;

    /// <summary>The contenders that took part in a workload, in the order in which they first did.</summary>
    public IReadOnlyList<string> Contenders(string workload) =>
        [.. _results.Where(result => result.Workload == workload).Select(result => result.Contender).Distinct()];

    /// <summary>The median over the rounds; null where it was not measured.</summary>
    public double? Median(string workload, string contender, Metric metric) =>
        MedianOf(Of(workload, contender, metric).Select(figure => figure.Value));

    /// <summary>The median over the rounds of the ratios, each of which is taken within one round; null where there is none.</summary>
    public double? Ratio(string workload, string contender, string other, Metric metric) => MedianOf(
        from mine in Of(workload, contender, metric)
        join its in Of(workload, other, metric) on mine.Round equals its.Round
        select mine.Value / its.Value);

    /// <summary>The same, of one contender in two workloads.</summary>
    public double? Growth(string workload, string other, string contender, Metric metric) => MedianOf(
        from mine in Of(workload, contender, metric)
        join its in Of(other, contender, metric) on mine.Round equals its.Round
        select mine.Value / its.Value);

    /// <summary>The figures of each round.</summary>
    public IEnumerable<(int Round, double Value)> Of(string workload, string contender, Metric metric) =>
        from result in _results
        where result.Workload == workload && result.Contender == contender && result.Figures.ContainsKey(metric)
        select (result.Round, result.Figures[metric]);

    private static double? MedianOf(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length switch
        {
            0 => null,
            var length when length % 2 == 1 => sorted[length / 2],
            var length => (sorted[(length / 2) - 1] + sorted[length / 2]) / 2,
        };
    }
}
