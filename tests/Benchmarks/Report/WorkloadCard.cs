namespace Benchmarks.Report;

/// <summary>What a reader must know of a workload.</summary>
/// <param name="Name">Its name, as <c>--only</c> takes it.</param>
/// <param name="Title">The heading of its table.</param>
/// <param name="Text">What is done and counted, in a sentence or two.</param>
/// <param name="Main">The figure that ratios are taken of.</param>
/// <param name="Base">The contender that ratios are stated against; null where there is none.</param>
internal sealed record WorkloadCard(string Name, string Title, string Text, Metric Main, string? Base);
