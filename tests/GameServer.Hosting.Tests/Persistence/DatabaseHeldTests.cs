using System.Diagnostics;
using GameServer.Hosting.Accounts;
using GameServer.Hosting.Persistence;
using GameServer.Hosting.Tests.Infrastructure;
using GameServer.Rpc;
using GameServer.Services;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Time.Testing;

namespace GameServer.Hosting.Tests.Persistence;

/// <summary>A database that does not take work for a while, under the thread that writes to it: held by a tool, or full.</summary>
public sealed class DatabaseHeldTests : IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(15);
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Work_is_refused_with_1019_in_bounded_time_and_not_done_later()
    {
        await using var database = await TestDatabase.OpenAsync(_folder);
        var ann = await AddAsync(database, "Ann");
        var begun = Stopwatch.GetTimestamp();
        using (Hold(database))
        {
            var refused = await Assert.ThrowsAsync<RpcException>(() => database.Wallets.TakeAsync(ann, 400, "paint-8", "one-key-1", Cancellation));
            Assert.Equal((ErrorCodes.Unavailable, new RetryAfter(1000)), (refused.Code, refused.ErrorData));
            Assert.InRange(Stopwatch.GetElapsedTime(begun), TimeSpan.FromSeconds(2), Bound);
        }

        Assert.Equal(1000, await database.Wallets.BalanceAsync(ann, Cancellation));
        var entry = await database.Wallets.TakeAsync(ann, 400, "paint-8", "one-key-1", Cancellation);
        Assert.Equal(600, entry!.Balance);
        Assert.Equal(entry, await database.Wallets.TakeAsync(ann, 400, "paint-8", "one-key-1", Cancellation));
    }

    [Fact]
    public async Task Work_that_a_tool_holds_up_for_a_moment_is_done()
    {
        await using var database = await TestDatabase.OpenAsync(_folder);
        Task adding;
        using (Hold(database))
        {
            adding = AddAsync(database, "Ann");
        }

        await adding;
        Assert.DoesNotContain(database.Log.Lines, line => line.Contains("does not answer", StringComparison.Ordinal));
    }

    [Fact]
    public async Task However_much_is_asked_everything_is_answered_in_bounded_time()
    {
        await using var database = await TestDatabase.OpenAsync(_folder);
        using var tool = Hold(database);
        var begun = Stopwatch.GetTimestamp();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20_000).Select(async _ =>
        {
            try
            {
                await database.Lane.RunAsync(static _ => 0, Cancellation);
                return 0;
            }
            catch (RpcException refused)
            {
                return refused.Code;
            }
        }));
        Assert.InRange(Stopwatch.GetElapsedTime(begun), TimeSpan.Zero, Bound);
        Assert.Empty(answers.Except([ErrorCodes.Unavailable, ErrorCodes.TooManyRequests]));
        Assert.Contains(ErrorCodes.Unavailable, answers);
    }

    [Fact]
    public async Task The_log_has_a_line_a_minute_and_one_when_it_is_over_without_anything_being_asked()
    {
        var time = new FakeTimeProvider();
        await using var database = await TestDatabase.OpenAsync(_folder, time);
        using (Hold(database))
        {
            await RefuseAsync(database, 3);
            await RefuseAsync(database, 2);
            Assert.Equal(["3 calls"], Told(database));
            time.Advance(TimeSpan.FromMinutes(1));
            await RefuseAsync(database, 4);
            Assert.Equal(["3 calls", "6 calls"], Told(database));
        }

        Assert.Contains("after 60 s; 9 calls were refused", await database.Log.WaitForAsync("The database answers again"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_is_held_degrades_the_server_and_makes_it_unready_after_half_a_minute()
    {
        var time = new FakeTimeProvider();
        await using var database = await TestDatabase.OpenAsync(_folder, time);
        Assert.Equal(HealthStatus.Healthy, await HealthAsync(database));
        using (Hold(database))
        {
            Assert.Equal(HealthStatus.Degraded, await HealthAsync(database));
            time.Advance(TimeSpan.FromSeconds(29));
            Assert.Equal(HealthStatus.Degraded, await HealthAsync(database));
            time.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal(HealthStatus.Unhealthy, await HealthAsync(database));
        }

        await database.Log.WaitForAsync("The database answers again");
        Assert.Equal(HealthStatus.Healthy, await HealthAsync(database));
        File.Delete(database.Path);
        Assert.Equal(HealthStatus.Unhealthy, await HealthAsync(database));
    }

    [Fact]
    public async Task Points_and_coins_are_kept_until_they_can_be_written_also_when_the_server_stops()
    {
        var time = new FakeTimeProvider();
        await using var database = await TestDatabase.OpenAsync(_folder, time);
        var ann = await AddAsync(database, "Ann");
        await database.Awards.StartAsync(Cancellation);
        Task stopping;
        using (Hold(database))
        {
            database.Awards.Award(ann, "Ann", 3);
            database.Awards.Pay(ann, 7, "scrap");
            await database.Log.WaitForAsync("The database does not answer");
            stopping = database.Awards.StopAsync(Cancellation);
            // Longer than what the stop asks for first can wait.
            await RefuseAsync(database, 1);
            await RefuseAsync(database, 1);
            Assert.False(stopping.IsCompleted);
        }

        var begun = Stopwatch.GetTimestamp();
        while (!stopping.IsCompleted && Stopwatch.GetElapsedTime(begun) < TimeSpan.FromSeconds(60))
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await stopping;
        Assert.Equal(["3|3"], database.Read("SELECT Best, Total FROM scores"));
        Assert.Equal(["1000", "7"], database.Read("SELECT Coins FROM wallet_entries ORDER BY Id"));
        Assert.DoesNotContain(database.Log.Lines, line => line.Contains("lost", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_full_disk_refuses_all_that_shared_the_transaction_and_keeps_nothing_of_it()
    {
        await using var database = await TestDatabase.OpenAsync(_folder);
        await database.Lane.RunAsync(
            static context => context.Database.SqlQueryRaw<long>("PRAGMA max_page_count=1").AsEnumerable().Single(), Cancellation);
        using var gate = new ManualResetEventSlim();
        var begun = new TaskCompletionSource();
        var first = database.Lane.RunAsync(
            _ =>
            {
                begun.SetResult();
                gate.Wait(Cancellation);
                return 0;
            },
            Cancellation);
        await begun.Task;
        var before = AddAsync(database, "Before");
        var big = database.Lane.RunAsync(
            static context => context.Database.ExecuteSqlRaw("CREATE TABLE big AS SELECT zeroblob(1000000)"), Cancellation);
        var after = AddAsync(database, "After");
        gate.Set();

        foreach (var refused in (Task[])[before, big, after])
        {
            Assert.Equal(ErrorCodes.Unavailable, (await Assert.ThrowsAsync<RpcException>(() => refused)).Code);
        }

        Assert.Contains(database.Log.Lines, line => line.Contains("The database does not answer: its disk is full", StringComparison.Ordinal));
        await AddAsync(database, "Later");
        Assert.Equal(["Later"], database.Read("SELECT Name FROM accounts"));
        await first;
    }

    [Fact]
    public async Task A_server_that_stops_does_not_wait_for_the_tool()
    {
        var database = await TestDatabase.OpenAsync(_folder);
        await AddAsync(database, "Before");
        using var tool = Hold(database);
        var adding = AddAsync(database, "Ann");
        var begun = Stopwatch.GetTimestamp();
        await database.DisposeAsync();
        Assert.InRange(Stopwatch.GetElapsedTime(begun), TimeSpan.Zero, Bound);
        Assert.Equal(ErrorCodes.Unavailable, (await Assert.ThrowsAsync<RpcException>(() => adding)).Code);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>What a tool does that somebody forgot in a shell.</summary>
    internal static SqliteConnection Hold(string path)
    {
        var tool = new SqliteConnection($"Data Source={path};Pooling=false");
        tool.Open();
        using var command = tool.CreateCommand();
        command.CommandText = "BEGIN EXCLUSIVE";
        command.ExecuteNonQuery();
        return tool;
    }

    private static SqliteConnection Hold(TestDatabase database) => Hold(database.Path);

    private static async Task<long> AddAsync(TestDatabase database, string name) =>
        (await database.Accounts.AddAsync(AccountName.Parse(name), "no password has this hash", Cancellation))!.Id;

    private static async Task<HealthStatus> HealthAsync(TestDatabase database) =>
        (await database.Health.CheckHealthAsync(new HealthCheckContext(), Cancellation)).Status;

    private static async Task RefuseAsync(TestDatabase database, int count)
    {
        foreach (var refused in Enumerable.Range(0, count).Select(_ => database.Lane.RunAsync(static _ => 0, Cancellation)).ToArray())
        {
            await Assert.ThrowsAsync<RpcException>(() => refused);
        }
    }

    private static List<string> Told(TestDatabase database) => database.Log.Lines
        .Where(static line => line.StartsWith("Error: The database does not answer: another program has locked it; ", StringComparison.Ordinal))
        .Select(static line => line[(line.IndexOf(';', StringComparison.Ordinal) + 2)..line.IndexOf(" were", StringComparison.Ordinal)])
        .ToList();
}
