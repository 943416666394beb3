namespace Benchmarks.Workloads;

/// <summary>The workloads in the order in which they are run and told.</summary>
internal static class WorkloadTable
{
    public static IReadOnlyList<Workload> All { get; } =
    [
        new CallWorkload(1, 1),
        new CallWorkload(64, 1),
        new CallWorkload(64, 8),
        new CallWorkload(256, 8),
        new SteerWorkload(),
        new BroadcastWorkload(),
    ];
}
