using System.Diagnostics.Metrics;

namespace GameServer.Hosting.Persistence;

/// <summary>What the database measures; the meter <c>GameServer.Database</c>.</summary>
internal sealed class DatabaseMetrics
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "GameServer.Database";

    private readonly Counter<long> _commits;
    private readonly Counter<long> _failures;
    private readonly Histogram<int> _work;
    private readonly Histogram<double> _duration;
    private readonly UpDownCounter<long> _queue;

    public DatabaseMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _commits = meter.CreateCounter<long>("gameserver.database.commits", "{commit}", "Transactions that were kept.");
        _failures = meter.CreateCounter<long>("gameserver.database.failures", "{commit}", "Transactions that were not kept.");
        _work = meter.CreateHistogram<int>("gameserver.database.work", "{work}", "Callers who share one transaction.");
        _duration = meter.CreateHistogram<double>("gameserver.database.duration", "s", "From a transaction's begin to its end.");
        _queue = meter.CreateUpDownCounter<long>("gameserver.database.queue", "{work}", "Work that waits or is being done.");
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
