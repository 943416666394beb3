namespace Benchmarks.Report;

/// <summary>What a reader must know of a workload.</summary>
/// <param name="Name">Its name, as <c>--only</c> takes it.</param>
/// <param name="Title">The heading of its table; workloads with the same one stand in one table.</param>
/// <param name="Text">What is done and counted, in a sentence or two.</param>
/// <param name="Main">The figure that ratios are taken of.</param>
/// <param name="Base">The contender that ratios are stated against; null where there is none.</param>
/// <param name="Variant">How many players in how many rooms, which distinguishes it from those with the same title; null where there are none.</param>
/// <param name="Players">Where it stands on the scale of growth; null where it is no part of it.</param>
internal sealed record WorkloadCard(
    string Name, string Title, string Text, Metric Main, string? Base, string? Variant = null, double? Players = null);
