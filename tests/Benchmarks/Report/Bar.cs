namespace Benchmarks.Report;

/// <summary>A bar of a <see cref="BarChart"/>.</summary>
/// <param name="Label">Whose it is.</param>
/// <param name="Value">Its length.</param>
/// <param name="Figure">What stands at its end.</param>
/// <param name="IsOurs">Whether it is this server's.</param>
/// <param name="Goals">Where it should end at the latest.</param>
internal sealed record Bar(string Label, double Value, string Figure, bool IsOurs, IReadOnlyList<double> Goals);
