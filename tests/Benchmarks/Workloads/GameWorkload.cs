using Benchmarks.Contenders;
using Benchmarks.Load;
using Benchmarks.Report;
using Benchmarks.Suite;

namespace Benchmarks.Workloads;

/// <summary>The real game.</summary>
/// <param name="players">How many play.</param>
/// <param name="rooms">In how many rooms.</param>
/// <param name="alsoJson">Whether it is played in JSON too.</param>
internal sealed class GameWorkload(int players, int rooms, bool alsoJson = false) : Workload
{
    // Growth is told of rooms that are as full as in life, from so many players on.
    private const int FullRoom = 50;
    private const int SmallestGrown = 100;

    public override WorkloadCard Card { get; } = new(
        $"game-{players}x{rooms}",
        "The real game",
        "Each signs in as a guest, joins, steers at 30 Hz and receives snapshots. Tick to received: from when a tick was due to when its snapshot was read, "
        + "where a room's earliest one counts as the moment at which it was due.",
        Metric.CostPerPlayer,
        null,
        $"{players:N0} in {rooms}",
        players >= SmallestGrown && players == rooms * FullRoom ? players : null);

    public override string Stage => Stages.Game;

    /// <summary>A game fluctuates: tanks meet, fight and die.</summary>
    public override double Share => 1.2;

    public override bool WarmsUp => alsoJson;

    public override int MostRounds => 3;

    public override bool Takes(Contender contender) => alsoJson || contender.Name == "gameserver-msgpack";

    public override async Task<IReadOnlyDictionary<Metric, double>> MeasureAsync(Turn turn)
    {
        var noise = (await turn.Server.AskAsync("noise")).GetProperty("noise").GetDouble();

        // From spawning, where all stand apart, into the fray.
        var settled = turn with { Settle = Math.Min(4, turn.Seconds) };
        var measured = await settled.DriveAsync(new LoadOrder(turn.Contender.Dialect, turn.Url, "game", players, Rooms: rooms));
        var cores = measured.Processor / measured.Load.Seconds;
        return new Dictionary<Metric, double>
        {
            [Metric.CostPerPlayer] = cores / players * 1e6,
            [Metric.Cores] = cores,
            [Metric.BytesPerSecond] = measured.Load.Received / measured.Load.Seconds / players,
        }
            .With(Metric.ArrivalMedian, measured.Load.Median * 1e3)
            .With(Metric.ArrivalP99, measured.Load.P99 * 1e3)
            .With(Metric.TimerNoiseP99, noise * 1e3)
            .With(Metric.LateTicks, measured.Own("late"))
            .With(Metric.SkippedTicks, measured.Own("skipped"))
            .With(Metric.Snapshots, measured.Load.Messages / measured.Load.Seconds / players);
    }
}
