namespace Benchmarks.Report;

/// <summary>One turn of one contender at one workload.</summary>
/// <param name="Workload">The workload's name.</param>
/// <param name="Contender">The contender's name.</param>
/// <param name="Round">The round, from 1 on; ratios are taken within one.</param>
/// <param name="Figures">What was measured.</param>
internal sealed record Result(string Workload, string Contender, int Round, IReadOnlyDictionary<Metric, double> Figures);
