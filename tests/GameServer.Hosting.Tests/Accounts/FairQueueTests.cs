using GameServer.Hosting.Accounts;

namespace GameServer.Hosting.Tests.Accounts;

public sealed class FairQueueTests
{
    [Fact]
    public void Parties_take_turns_and_each_keeps_its_order()
    {
        using var queue = new FairQueue<string, string>(10);
        Add(queue, "a1", "a2", "a3", "b1", "c1", "b2");
        Assert.Equal(["a1", "b1", "c1", "a2", "b2", "a3"], Take(queue, 6));
    }

    [Fact]
    public void One_party_may_have_every_place_until_another_wants_some()
    {
        using var queue = new FairQueue<string, string>(4);
        Add(queue, "a1", "a2", "a3", "a4");
        Assert.False(queue.TryAdd("a", "a5", out _));

        Assert.True(queue.TryAdd("b", "b1", out var displaced));
        Assert.Equal("a4", displaced);
        Assert.True(queue.TryAdd("b", "b2", out displaced));
        Assert.Equal("a3", displaced);
        Assert.False(queue.TryAdd("b", "b3", out displaced));
        Assert.Null(displaced);
        Assert.Equal(["a1", "b1", "a2", "b2"], Take(queue, 4));
    }

    [Fact]
    public void When_all_have_one_place_a_newcomer_is_refused()
    {
        using var queue = new FairQueue<string, string>(2);
        Add(queue, "a1", "b1");
        Assert.False(queue.TryAdd("c", "c1", out _));
        Assert.Equal(["a1", "b1"], Take(queue, 2));
    }

    [Fact]
    public void A_closed_queue_gives_what_it_has_and_then_ends_for_everybody()
    {
        using var queue = new FairQueue<string, string>(2);
        Add(queue, "a1");
        Assert.True(queue.Close());
        Assert.False(queue.Close());
        Assert.Throws<InvalidOperationException>(() => queue.TryAdd("a", "a2", out _));
        Assert.Equal(["a1"], Take(queue, 1));
        Assert.False(queue.TryTake(out _));
        Assert.False(queue.TryTake(out _));
    }

    private static void Add(FairQueue<string, string> queue, params string[] items) =>
        Assert.All(items, item => Assert.True(queue.TryAdd(item[..1], item, out _)));

    private static List<string> Take(FairQueue<string, string> queue, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => queue.TryTake(out var item) ? item : "nothing")];
}
