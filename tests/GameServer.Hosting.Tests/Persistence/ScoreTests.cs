using GameServer.Hosting.Tests.Infrastructure;
using GameServer.Services;

namespace GameServer.Hosting.Tests.Persistence;

public sealed class ScoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Points_add_up_and_the_best_award_is_kept()
    {
        await using var database = await TestDatabase.OpenAsync(_folder);
        var ann = (await database.Keeper.GuestAsync("Ann", default, Cancellation)).Account;
        var bob = (await database.Keeper.GuestAsync("Bob", default, Cancellation)).Account;
        await database.Scores.AddAsync([new(ann.Id, 10, 10), new(bob.Id, 25, 25)], Cancellation);
        await database.Scores.AddAsync([new(ann.Id, 20, 20)], Cancellation);

        var top = await database.Scores.TopAsync(10, LeaderboardSort.Total, Cancellation);
        Assert.Equal([new(1, "Ann", 20, 30), new(2, "Bob", 25, 25)], top);
        Assert.Equal("Ann", Assert.Single(await database.Scores.TopAsync(1, LeaderboardSort.Total, Cancellation)).Name);
    }

    [Fact]
    public async Task The_best_are_sorted_by_the_key_that_is_asked_for_then_by_the_other_then_by_age()
    {
        await using var database = await TestDatabase.OpenAsync(_folder);
        var ids = new List<long>();
        foreach (var name in new[] { "Ann", "Bob", "Cid", "Dan", "Eve" })
        {
            ids.Add((await database.Keeper.GuestAsync(name, default, Cancellation)).Account.Id);
        }

        await database.Scores.AddAsync(
            [new(ids[4], 5, 60), new(ids[3], 20, 30), new(ids[2], 20, 30), new(ids[1], 20, 90), new(ids[0], 50, 60)], Cancellation);
        await AssertOrderAsync(LeaderboardSort.Total, "Bob 20 90", "Ann 50 60", "Eve 5 60", "Cid 20 30", "Dan 20 30");
        await AssertOrderAsync(LeaderboardSort.Best, "Ann 50 60", "Bob 20 90", "Cid 20 30", "Dan 20 30", "Eve 5 60");
        await database.Scores.AddAsync([new(ids[4], 51, 51)], Cancellation);
        await AssertOrderAsync(LeaderboardSort.Best, "Eve 51 111", "Ann 50 60", "Bob 20 90", "Cid 20 30", "Dan 20 30");

        async Task AssertOrderAsync(LeaderboardSort sort, params string[] expected)
        {
            var top = await database.Scores.TopAsync(10, sort, Cancellation);
            Assert.Equal(expected, top.Select(entry => $"{entry.Name} {entry.Best} {entry.Total}"));
            Assert.Equal([1, 2, 3, 4, 5], top.Select(entry => entry.Rank));
        }
    }

    [Fact]
    public async Task Points_of_a_forgotten_account_do_no_harm_to_others()
    {
        await using var database = await TestDatabase.OpenAsync(_folder);
        var ann = (await database.Keeper.GuestAsync("Ann", default, Cancellation)).Account;
        await database.Scores.AddAsync([new(ann.Id + 1, 10, 10), new(ann.Id, 5, 5)], Cancellation);
        Assert.Equal([new(1, "Ann", 5, 5)], await database.Scores.TopAsync(10, LeaderboardSort.Total, Cancellation));
    }

    [Fact]
    public async Task Awards_that_wait_are_written_at_the_stop_and_are_there_after_a_restart()
    {
        await using (var database = await TestDatabase.OpenAsync(_folder))
        {
            var ann = (await database.Keeper.GuestAsync("Ann", default, Cancellation)).Account;
            await database.Awards.StartAsync(Cancellation);
            database.Awards.Award(ann.Id, ann.Name, 3);
            database.Awards.Award(ann.Id, ann.Name, 7);
            database.Awards.Award(ann.Id, ann.Name, 0);
            await database.Awards.StopAsync(Cancellation);
        }

        await using var again = await TestDatabase.OpenAsync(_folder);
        Assert.Equal([new(1, "Ann", 7, 10)], await again.Scores.TopAsync(10, LeaderboardSort.Total, Cancellation));
    }

    [Fact]
    public async Task Who_asks_after_an_award_was_kept_sees_it_whatever_others_asked_before()
    {
        await using var database = await TestDatabase.OpenAsync(_folder);
        var ann = (await database.Keeper.GuestAsync("Ann", default, Cancellation)).Account;
        for (var total = 1; total <= 100; total++)
        {
            var before = database.Scores.TopAsync(10, LeaderboardSort.Total, Cancellation);
            await database.Scores.AddAsync([new(ann.Id, 1, 1)], Cancellation);
            await before;
            Assert.Equal([new(1, "Ann", 1, total)], await database.Scores.TopAsync(10, LeaderboardSort.Total, Cancellation));
        }
    }

    [Fact]
    public async Task Who_asks_at_the_same_time_shares_one_query()
    {
        await using var database = await TestDatabase.OpenAsync(_folder);
        using var go = new ManualResetEventSlim();
        var busy = database.Lane.RunAsync(
            _ =>
            {
                go.Wait(Cancellation);
                return 0;
            },
            Cancellation);
        using var giveUp = new CancellationTokenSource();
        var impatient = database.Scores.TopAsync(100, LeaderboardSort.Total, giveUp.Token);
        var asking = Enumerable.Range(0, 5).Select(_ => database.Scores.TopAsync(100, LeaderboardSort.Total, Cancellation)).ToArray();
        await giveUp.CancelAsync();
        go.Set();
        await busy;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        Assert.Single((await Task.WhenAll(asking)).Distinct());
    }

    public void Dispose() => _folder.Dispose();
}
