using Benchmarks.Contenders;
using Benchmarks.Load;
using Benchmarks.Report;
using Benchmarks.Suite;

namespace Benchmarks.Workloads;

/// <summary>Requests and replies.</summary>
/// <param name="lines">How many connections.</param>
/// <param name="inFlight">How many requests of each are on their way at one time.</param>
internal sealed class CallWorkload(int lines, int inFlight) : Workload
{
    public override WorkloadCard Card { get; } = new(
        $"call-{lines}x{inFlight}",
        $"Request and reply, {lines} connection{(lines == 1 ? "" : "s")} x {inFlight} in flight",
        "A small object each way: `{seq, x, y, angle, fire}` is answered by `{seq, x + 1, y + 1}`.",
        Metric.Cpu,
        "signalr-msgpack");

    public override string Stage => Stages.Calls;

    /// <summary>The load that every figure of allocation and every goal is about takes longest.</summary>
    public override double Share => IsMain ? 1 : 0.4;

    public override bool WarmsUp => IsMain;

    private bool IsMain => (lines, inFlight) == (64, 8);

    public override bool Takes(Contender contender) => IsMain || !contender.IsVariant;

    public override async Task<IReadOnlyDictionary<Metric, double>> MeasureAsync(Turn turn)
    {
        var measured = await turn.DriveAsync(new LoadOrder(turn.Contender.Dialect, turn.Url, "call", lines, inFlight));
        return Figures.Of(measured).With(Metric.LatencyMedian, measured.Load.Median * 1e3).With(Metric.LatencyP99, measured.Load.P99 * 1e3);
    }
}
