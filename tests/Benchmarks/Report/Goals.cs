namespace Benchmarks.Report;

/// <summary>What is to be reached.</summary>
internal static class Goals
{
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
        Goal.AtMost("bytes of a tick with 50 entities that all move, MessagePack", "broadcast", "gameserver-msgpack", Metric.BytesPerMessage, 500),
    ];

    /// <summary>The goals of a workload that were measured.</summary>
    public static IEnumerable<Goal> Of(WorkloadCard card, ResultSet results) =>
        All.Where(goal => goal.Workload == card.Name && goal.IsReached(results) is not null);
}
