using Benchmarks.Contenders;
using Benchmarks.Load;
using Benchmarks.Report;
using Benchmarks.Suite;

namespace Benchmarks.Workloads;

/// <summary>One tells many.</summary>
internal sealed class BroadcastWorkload : Workload
{
    private const int Lines = 200;

    public override WorkloadCard Card { get; } = new(
        "broadcast",
        $"Broadcast: {Arena.Count} entities that all move, to {Lines} clients at 30 Hz",
        "`{id, x, y, angle, turret, health}` of each, in whatever form the contender sends it; a message is what one client gets of one tick.",
        Metric.Cpu,
        "signalr-msgpack");

    public override string Stage => Stages.Broadcast;

    public override bool WarmsUp => true;

    public override double Share => 0.8;

    public override bool Takes(Contender contender) => true;

    public override async Task<IReadOnlyDictionary<Metric, double>> MeasureAsync(Turn turn)
    {
        var measured = await turn.DriveAsync(new LoadOrder(turn.Contender.DialectFor(Stage), turn.Url, "watch", Lines));
        return Figures.Of(measured).With(Metric.BytesPerMessage, (double)measured.Load.Received / measured.Load.Messages);
    }
}
