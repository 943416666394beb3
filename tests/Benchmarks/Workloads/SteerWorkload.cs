using Benchmarks.Contenders;
using Benchmarks.Load;
using Benchmarks.Report;
using Benchmarks.Suite;

namespace Benchmarks.Workloads;

/// <summary>A flood of notifications.</summary>
internal sealed class SteerWorkload : Workload
{
    private const int Lines = 64;

    public override WorkloadCard Card { get; } = new(
        "steer",
        $"Steering: notifications in, {Lines} connections",
        "`{seq, x, y, angle, fire}` without a reply, as fast as the server takes it. One request behind each fifty says that they were dealt with.",
        Metric.Cpu,
        "signalr-msgpack");

    public override string Stage => Stages.Calls;

    public override bool WarmsUp => true;

    public override double Share => 0.5;

    public override bool Takes(Contender contender) => base.Takes(contender) && contender.Name != "raw-echo";

    public override async Task<IReadOnlyDictionary<Metric, double>> MeasureAsync(Turn turn) =>
        Figures.Of(await turn.DriveAsync(new LoadOrder(turn.Contender.Dialect, turn.Url, "steer", Lines)));
}
