using GameServer.Hosting.Persistence;
using GameServer.Hosting.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace GameServer.Hosting.Tests.Persistence;

public sealed class DatabaseLaneTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

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
    public async Task What_fails_takes_nothing_of_its_neighbours_along()
    {
        await using var database = await TestDatabase.OpenAsync(_folder);
        using var gate = new ManualResetEventSlim();
        // While this holds the lane, the next three gather and become one transaction.
        var first = database.Lane.RunAsync(
            _ =>
            {
                gate.Wait(Cancellation);
                return 0;
            },
            Cancellation);
        var before = database.Lane.RunAsync(context => Add(context, "Before"), Cancellation);
        var failing = database.Lane.RunAsync(
            context =>
            {
                Add(context, "Half");
                throw new InvalidOperationException("on purpose");
#pragma warning disable CS0162 // The return type is inferred from it.
                return 0;
#pragma warning restore CS0162
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
        var first = database.Lane.RunAsync(
            _ =>
            {
                gate.Wait(Cancellation);
                return 0;
            },
            Cancellation);
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
}
