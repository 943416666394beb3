namespace Benchmarks.Report;

/// <summary>Something that is measured: what it is called in a table, and in which unit.</summary>
/// <param name="Name">The column's heading.</param>
/// <param name="Unit">The unit, as it is written behind the name.</param>
/// <param name="Digits">Digits behind the point.</param>
internal sealed record Metric(string Name, string Unit, int Digits)
{
    /// <summary>Processor seconds of the server, user and system, for 100,000 messages.</summary>
    public static readonly Metric Cpu = new("CPU / 100k messages", "s", 3);

    /// <summary>Messages that the server dealt with in a second.</summary>
    public static readonly Metric Rate = new("messages", "1/s", 0);

    /// <summary>From the request that is written to the reply that is read.</summary>
    public static readonly Metric LatencyMedian = new("p50", "ms", 3);

    /// <summary>The same, of which one in a hundred takes longer.</summary>
    public static readonly Metric LatencyP99 = new("p99", "ms", 3);

    /// <summary>Managed memory that the server allocated for one message.</summary>
    public static readonly Metric Allocated = new("allocated / message", "B", 0);

    /// <summary>What arrives at a client for one message or tick, frame headers included, TCP's not.</summary>
    public static readonly Metric BytesPerMessage = new("received / message", "B", 0);

    /// <summary>What arrives at a client in a second, frame headers included, TCP's not.</summary>
    public static readonly Metric BytesPerSecond = new("received / client", "B/s", 0);

    /// <summary>Processor seconds of the server in a second.</summary>
    public static readonly Metric Cores = new("cores", "", 3);

    /// <summary>Processor time of the server for a player in a second.</summary>
    public static readonly Metric CostPerPlayer = new("CPU / player", "us/s", 0);

    /// <summary>From when a tick was due to when its snapshot was read.</summary>
    public static readonly Metric ArrivalMedian = new("tick to received p50", "ms", 2);

    /// <summary>The same, of which one in a hundred takes longer.</summary>
    public static readonly Metric ArrivalP99 = new("tick to received p99", "ms", 2);

    /// <summary>Snapshots that a player received in a second.</summary>
    public static readonly Metric Snapshots = new("snapshots / player", "1/s", 1);

    /// <summary>Ticks that began later than the server's own limit, by its own count.</summary>
    public static readonly Metric LateTicks = new("late ticks", "", 0);

    /// <summary>Ticks that were given up, by the server's own count.</summary>
    public static readonly Metric SkippedTicks = new("skipped ticks", "", 0);

    /// <summary>How late a thread of the idle server wakes up that asked to be woken at a certain time.</summary>
    public static readonly Metric TimerNoiseP99 = new("idle timer noise p99", "ms", 2);

    /// <summary>Resident memory that a connection adds once it is open.</summary>
    public static readonly Metric ResidentOpen = new("resident / connection, open", "KiB", 1);

    /// <summary>Resident memory that a connection has added after one call.</summary>
    public static readonly Metric ResidentCalled = new("resident / connection, after a call", "KiB", 1);

    /// <summary>One step of the game, half of all.</summary>
    public static readonly Metric StepMedian = new("tick", "us", 1);

    /// <summary>One step of the game, of which one in a hundred takes longer.</summary>
    public static readonly Metric StepP99 = new("tick p99", "us", 1);

    /// <summary>From the start of the process to the first answer that says that it is ready.</summary>
    public static readonly Metric StartWall = new("start to ready", "s", 2);

    /// <summary>The processor time of that.</summary>
    public static readonly Metric StartCpu = new("start to ready, CPU", "s", 2);
}
