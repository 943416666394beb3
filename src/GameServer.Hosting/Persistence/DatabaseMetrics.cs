using System.Diagnostics.Metrics;
using GameServer.Rpc.Metrics;

namespace GameServer.Hosting.Persistence;

/// <summary>The measurements of the database: the meter <c>GameServer.Database</c>.</summary>
internal sealed class DatabaseMetrics
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "GameServer.Database";

    private readonly Total _commits;
    private readonly Total _failures;
    private readonly Histogram<int> _work;
    private readonly Histogram<double> _duration;
    private readonly Total _queue;

    public DatabaseMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _commits = meter.CreateTotal("gameserver.database.commits", "{commit}", "Transactions that were kept.");
        _failures = meter.CreateTotal("gameserver.database.failures", "{commit}", "Transactions that were not kept.");
        _work = meter.CreateHistogram(
            "gameserver.database.work", "{work}", "Callers who share one transaction.", tags: null,
            new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000] });
        _duration = meter.CreateDurations("gameserver.database.duration", "From a transaction's begin to its end.");
        _queue = meter.CreateLevel("gameserver.database.queue", "{work}", "Work that waits or is being done.");
    }

    public void Committed(int work, TimeSpan duration)
    {
        _commits.Add(1);
        _work.Record(work);
        _duration.Record(duration.TotalSeconds);
    }

    public void Failed() => _failures.Add(1);

    public void Queued(int change) => _queue.Add(change);
}
