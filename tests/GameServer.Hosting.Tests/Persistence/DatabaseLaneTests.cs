using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using GameServer.Hosting.Persistence;
using GameServer.Hosting.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace GameServer.Hosting.Tests.Persistence;

public sealed class DatabaseLaneTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>Work that keeps the lane busy, so that what comes meanwhile gathers behind it.</summary>
    private static Task Hold(TestDatabase database, ManualResetEventSlim gate) => database.Lane.RunAsync(
        _ =>
        {
            gate.Wait(Cancellation);
            return 0;
        },
        Cancellation);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_commit_is_on_the_disk_when_it_returns()
    {
        await using var database = await TestDatabase.OpenAsync(_folder);
        var settings = await database.Lane.RunAsync(
            static context => (
                context.Database.SqlQueryRaw<string>("SELECT journal_mode AS Value FROM pragma_journal_mode").Single(),
                context.Database.SqlQueryRaw<long>("SELECT synchronous AS Value FROM pragma_synchronous").Single()),
            Cancellation);
        const long Full = 2;
        Assert.Equal(("wal", Full), settings);
    }

    [Fact]
    public async Task A_server_does_not_start_where_a_commit_would_not_be_on_the_disk()
    {
        // Files locked by their names, as on some network shares: there is no memory to share, and so no log.
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => TestDatabase.OpenAsync(_folder, options: "Vfs=unix-dotfile"));
        Assert.Contains("journal_mode is 'delete' and must be 'wal'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Callers_who_wait_together_share_one_commit_and_that_is_measured()
    {
        await using var database = await TestDatabase.OpenAsync(_folder);
        using var measured = new Measured(database.Meters);
        using var gate = new ManualResetEventSlim();
        var first = Hold(database, gate);
        var others = Enumerable.Range(0, 9).Select(index => database.Lane.RunAsync(context => Add(context, $"Name {index}"), Cancellation)).ToArray();
        gate.Set();
        await first;
        await Task.WhenAll(others);

        // The first alone, unless another came before the lane took it.
        Assert.InRange(measured["gameserver.database.commits"], 1, 2);
        Assert.Equal(10, measured["gameserver.database.work"]);
        Assert.Equal(0, measured["gameserver.database.queue"]);
    }

    [Fact]
    public async Task What_fails_takes_nothing_of_its_neighbours_along()
    {
        await using var database = await TestDatabase.OpenAsync(_folder);
        using var gate = new ManualResetEventSlim();
        // While this holds the lane, the next three gather and become one transaction.
        var first = Hold(database, gate);
        var before = database.Lane.RunAsync(context => Add(context, "Before"), Cancellation);
        var failing = database.Lane.RunAsync<int>(
            context =>
            {
                Add(context, "Half");
                throw new InvalidOperationException("on purpose");
            },
            Cancellation);
        var after = database.Lane.RunAsync(context => Add(context, "After"), Cancellation);
        gate.Set();

        await Task.WhenAll(first, before, after);
        await Assert.ThrowsAsync<InvalidOperationException>(() => failing);
        Assert.Equal(["Before", "After"], database.Read("SELECT Name FROM accounts ORDER BY Id"));
    }

    [Fact]
    public async Task Work_that_nobody_waits_for_any_more_is_not_done()
    {
        await using var database = await TestDatabase.OpenAsync(_folder);
        using var gate = new ManualResetEventSlim();
        using var hungUp = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var first = Hold(database, gate);
        var second = database.Lane.RunAsync(context => Add(context, "Late"), hungUp.Token);
        await hungUp.CancelAsync();
        gate.Set();

        await first;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.Empty(database.Read("SELECT Name FROM accounts"));
    }

    [Fact]
    public async Task The_log_is_brought_home_when_the_lane_ends()
    {
        string path;
        await using (var database = await TestDatabase.OpenAsync(_folder))
        {
            path = database.Path;
            await database.Lane.RunAsync(context => Add(context, "Ann"), Cancellation);
            Assert.True(File.Exists(path + "-wal"));
        }

        Assert.False(File.Exists(path + "-wal"));
    }

    public void Dispose() => _folder.Dispose();

    private static int Add(GameServerContext context, string name)
    {
        context.Add(new AccountRow { Name = name, NameKey = name.ToUpperInvariant() });
        return context.SaveChanges();
    }

    /// <summary>The sums of what one database measured.</summary>
    private sealed class Measured : IDisposable
    {
        private readonly ConcurrentDictionary<string, long> _sums = new();
        private readonly MeterListener _listener = new();

        public Measured(IMeterFactory meters)
        {
            var meter = meters.Create(DatabaseMetrics.MeterName);
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (ReferenceEquals(instrument.Meter.Scope, meter.Scope))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Add(instrument, value));
            _listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => Add(instrument, value));
            _listener.Start();
        }

        public long this[string name]
        {
            get
            {
                _listener.RecordObservableInstruments();
                return _sums[name];
            }
        }

        public void Dispose() => _listener.Dispose();

        private void Add(Instrument instrument, long value) =>
            _sums.AddOrUpdate(instrument.Name, value, (_, sum) => instrument.IsObservable ? value : sum + value);
    }
}
