using Benchmarks.Contenders;
using Benchmarks.Load;
using Benchmarks.Report;
using Benchmarks.Suite;

namespace Benchmarks.Workloads;

/// <summary>Memory of connections that do nothing.</summary>
internal sealed class IdleWorkload : Workload
{
    private const int Lines = 2000;
    private const int FirstLines = 100;

    // What has had nothing to do for a while may be put away before memory is looked at.
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(4);

    public override WorkloadCard Card { get; } = new(
        "idle",
        $"Idle: {Lines:N0} connections",
        $"What the process's resident memory grows by, a connection, after some seconds' rest and a garbage collection, in comparison with the same server after {FirstLines} connections that have "
        + "made a call and gone: once when all are open, and once when each has made a call and waits again. With this server that call is a guest's sign-in.",
        Metric.ResidentCalled,
        "signalr-msgpack");

    public override string Stage => Stages.Idle;

    /// <summary>A server that has had many connections keeps memory for as many.</summary>
    public override bool NeedsFreshServer => true;

    public override int MostRounds => 1;

    public override async Task<IReadOnlyDictionary<Metric, double>> MeasureAsync(Turn turn)
    {
        var order = new LoadOrder(turn.Contender.DialectFor(Stage), turn.Url, "idle", FirstLines);
        await turn.OpenAsync(order);
        await turn.Load.AskAsync("once");
        await turn.Load.AskAsync("close");
        var before = await ResidentAsync(turn);
        await turn.OpenAsync(order with { Lines = Lines });
        var open = await ResidentAsync(turn);
        await turn.Load.AskAsync("once");
        var called = await ResidentAsync(turn);
        await turn.Load.AskAsync("close");
        return new Dictionary<Metric, double>
        {
            [Metric.ResidentOpen] = (open - before) / 1024.0 / Lines,
            [Metric.ResidentCalled] = (called - before) / 1024.0 / Lines,
        };
    }

    private static async Task<long> ResidentAsync(Turn turn)
    {
        await Task.Delay(Rest);
        await turn.Server.AskAsync("collect");
        await Task.Delay(TimeSpan.FromSeconds(turn.Settle));
        return turn.Server.Resident();
    }
}
