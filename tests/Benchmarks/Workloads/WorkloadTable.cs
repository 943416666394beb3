using Benchmarks.Report;

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
        new GameWorkload(60, 1),
        new GameWorkload(60, 20),
        new GameWorkload(50, 1),
        new GameWorkload(100, 2),
        new GameWorkload(250, 5, alsoJson: true),
        new GameWorkload(500, 10),
        new GameWorkload(1000, 20),
        new IdleWorkload(),
    ];

    /// <summary>What is measured beside the contenders, of this server alone.</summary>
    public static IReadOnlyList<SoloMeasure> Solo { get; } = [new StepMeasure(), new StartMeasure()];

    /// <summary>What there is to say of all of them.</summary>
    public static IReadOnlyList<WorkloadCard> Cards { get; } =
        [.. All.Select(workload => workload.Card), .. Solo.Select(measure => measure.Card)];
}
