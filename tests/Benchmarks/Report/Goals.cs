namespace Benchmarks.Report;

/// <summary>What is to be reached.</summary>
internal static class Goals
{
    private const string Crowd = "game-1000x20";

    /// <summary>All goals, in the order in which they are told.</summary>
    public static IReadOnlyList<Goal> All { get; } =
    [
        Goal.Ratio("request and reply, 64 x 8, JSON", "call-64x8", "gameserver-json", Metric.Cpu, 0.55, "signalr-json"),
        Goal.Ratio("request and reply, 64 x 8, JSON", "call-64x8", "gameserver-json", Metric.Cpu, 1, "raw-json"),
        Goal.Ratio("request and reply, 64 x 8, MessagePack", "call-64x8", "gameserver-msgpack", Metric.Cpu, 0.6, "signalr-msgpack"),
        Goal.Ratio("request and reply, 64 x 8, MessagePack", "call-64x8", "gameserver-msgpack", Metric.Cpu, 1.2, "raw-msgpack"),
        Goal.Ratio("request and reply, 64 x 1, JSON", "call-64x1", "gameserver-json", Metric.Cpu, 0.9, "signalr-json"),
        Goal.Ratio("request and reply, 64 x 1, MessagePack", "call-64x1", "gameserver-msgpack", Metric.Cpu, 0.9, "signalr-msgpack"),
        Goal.Ratio("steering, JSON", "steer", "gameserver-json", Metric.Cpu, 0.45, "signalr-json"),
        Goal.Ratio("steering, MessagePack", "steer", "gameserver-msgpack", Metric.Cpu, 0.45, "signalr-msgpack"),
        Goal.AtMost("steering, JSON, allocated for each", "steer", "gameserver-json", Metric.Allocated, 0),
        Goal.AtMost("steering, MessagePack, allocated for each", "steer", "gameserver-msgpack", Metric.Allocated, 0),
        Goal.Ratio("broadcast, JSON", "broadcast", "gameserver-json", Metric.Cpu, 0.55, "signalr-json"),
        Goal.Ratio("broadcast, JSON", "broadcast", "gameserver-json", Metric.Cpu, 1, "ws-json"),
        Goal.Ratio("broadcast, MessagePack", "broadcast", "gameserver-msgpack", Metric.Cpu, 0.55, "signalr-msgpack"),
        Goal.Ratio("broadcast, MessagePack", "broadcast", "gameserver-msgpack", Metric.Cpu, 1, "ws-msgpack"),
        Goal.AtMost("a tick of 50 moving entities, MessagePack", "broadcast", "gameserver-msgpack", Metric.BytesPerMessage, 500),
        Goal.AtMost("a client in play, MessagePack", Crowd, "gameserver-msgpack", Metric.BytesPerSecond, 5000),
        Goal.AtMost("1,000 players on one core", Crowd, "gameserver-msgpack", Metric.Cores, 1),
        Goal.AtMost("1,000 players, ticks that are late", Crowd, "gameserver-msgpack", Metric.LateTicks, 0),
        Goal.AtMost("1,000 players, ticks that are given up", Crowd, "gameserver-msgpack", Metric.SkippedTicks, 0),
        Goal.Of(
            "1,000 players, tick to received, 99 of 100", Crowd, "gameserver-msgpack", "≤ 15 ms beyond idle timer noise",
            results => results.Median(Crowd, "gameserver-msgpack", Metric.ArrivalP99) - results.Median(Crowd, "gameserver-msgpack", Metric.TimerNoiseP99),
            Metric.ArrivalP99, 15),
        Goal.Growth("cost of a player, 1,000 to 100", Crowd, "game-100x2", "gameserver-msgpack", Metric.CostPerPlayer, 1.1),
        Goal.Growth("cost of a player, 20 rooms to 1", Crowd, "game-50x1", "gameserver-msgpack", Metric.CostPerPlayer, 1.1),
        Goal.AtMost("idle connection, signed in, JSON", "idle", "gameserver-json", Metric.ResidentCalled, 20),
        Goal.AtMost("idle connection, signed in, MessagePack", "idle", "gameserver-msgpack", Metric.ResidentCalled, 20),
        Goal.AtMost("one tick of 64 tanks", "step", "gameserver", Metric.StepMedian, 60),
        Goal.AtMost("one tick of 64 tanks, allocated", "step", "gameserver", Metric.Allocated, 0),
        Goal.AtMost("start to ready, published", "start", "gameserver", Metric.StartWall, 1),
    ];

    /// <summary>The goals of a workload that were measured.</summary>
    public static IEnumerable<Goal> Of(string workload, ResultSet results) =>
        All.Where(goal => goal.Workload == workload && goal.IsReached(results) is not null);
}
