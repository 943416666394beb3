namespace Benchmarks.Report;

/// <summary>A run of the suite: all that a report is made of.</summary>
/// <param name="Began">When it began.</param>
/// <param name="Rounds">How often every contender had its turn.</param>
/// <param name="Seconds">How long figures were taken in a turn.</param>
/// <param name="Workloads">What was done, in the order of the report.</param>
/// <param name="Results">What was measured.</param>
/// <param name="Failures">Which turns failed, and why.</param>
internal sealed record SuiteRun(
    DateTimeOffset Began, int Rounds, double Seconds, IReadOnlyList<WorkloadCard> Workloads, ResultSet Results, IReadOnlyList<string> Failures);
