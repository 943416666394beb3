namespace Benchmarks.Report;

/// <summary>A line of a <see cref="LineChart"/>.</summary>
/// <param name="Label">What it is.</param>
/// <param name="IsOurs">Whether it is this server's.</param>
/// <param name="Points">Its points from left to right, and what stands at each.</param>
internal sealed record Series(string Label, bool IsOurs, IReadOnlyList<(double X, double Y, string Figure)> Points);
