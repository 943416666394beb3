using GameServer.Hosting.Sessions;
using Microsoft.Extensions.Time.Testing;

namespace GameServer.Hosting.Tests.Sessions;

public sealed class RateTableTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void After_a_burst_one_comes_as_often_as_the_rate_says()
    {
        var table = new RateTable<string>(2, 3, 100, _time);
        Assert.Equal(3, Taken(table, "ann", 10));
        Assert.False(table.TryTake("ann", out var retryAfter));
        Assert.Equal(TimeSpan.FromMilliseconds(500), retryAfter);

        _time.Advance(retryAfter - TimeSpan.FromMilliseconds(1));
        Assert.False(table.TryTake("ann", out retryAfter));
        Assert.Equal(TimeSpan.FromMilliseconds(1), retryAfter);
        _time.Advance(retryAfter);
        Assert.Equal(1, Taken(table, "ann", 10));

        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(3, Taken(table, "ann", 10));
    }

    [Fact]
    public void What_one_takes_the_others_do_not_miss()
    {
        var table = new RateTable<string>(1, 5, 100, _time);
        Assert.Equal(5, Taken(table, "ann", 10));
        Assert.Equal(5, Taken(table, "bob", 10));
    }

    [Fact]
    public void A_rate_of_0_is_none()
    {
        var table = new RateTable<string>(0, 0, 100, _time);
        Assert.Equal(1000, Taken(table, "ann", 1000));
        Assert.Equal(0, table.Count);
    }

    [Fact]
    public void However_many_come_so_many_are_kept_and_who_took_the_most_is_not_forgotten()
    {
        var table = new RateTable<int>(0.001, 10, 1000, _time);
        Assert.Equal(10, Taken(table, -1, 20));
        for (var key = 0; key < 100_000; key++)
        {
            Assert.True(table.TryTake(key, out _));
            Assert.InRange(table.Count, 1, 1000);
        }

        Assert.False(table.TryTake(-1, out _));
    }

    [Fact]
    public void Those_who_have_everything_back_are_forgotten_first()
    {
        var table = new RateTable<int>(1, 10, 1000, _time);
        for (var key = 0; key < 999; key++)
        {
            table.TryTake(key, out _);
        }

        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(10, Taken(table, 5000, 20));
        table.TryTake(5001, out _);
        Assert.Equal(751, table.Count);
        Assert.False(table.TryTake(5000, out _));
    }

    private static int Taken<TKey>(RateTable<TKey> table, TKey key, int tries)
        where TKey : notnull => Enumerable.Range(0, tries).Count(_ => table.TryTake(key, out var _));
}
