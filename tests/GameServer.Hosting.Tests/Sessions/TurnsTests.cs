using GameServer.Hosting.Sessions;

namespace GameServer.Hosting.Tests.Sessions;

/// <summary>What takes a while is done one after another.</summary>
public sealed class TurnsTests
{
    private readonly Turns _turns = new();

    [Fact]
    public async Task Whoever_asks_first_is_first()
    {
        var first = await _turns.TakeAsync();
        var second = _turns.TakeAsync().AsTask();
        var third = _turns.TakeAsync().AsTask();
        Assert.False(second.IsCompleted);
        first.Dispose();
        (await second).Dispose();
        (await third).Dispose();
        Assert.True(_turns.IsFree);
    }

    [Fact]
    public async Task Nobody_is_let_in_by_one_who_is_still_waiting()
    {
        var first = await _turns.TakeAsync();
        var second = _turns.TakeAsync().AsTask();
        first.Dispose();
        using var turn = await second;
        var third = _turns.TakeAsync().AsTask();
        Assert.False(third.IsCompleted);
        Assert.False(_turns.IsFree);
    }

    [Fact]
    public async Task A_turn_that_is_given_back_twice_is_given_back_once()
    {
        var first = await _turns.TakeAsync();
        first.Dispose();
        using var second = await _turns.TakeAsync();
        first.Dispose();
        Assert.False(_turns.IsFree);
    }

    [Fact]
    public async Task Two_are_never_there_at_once()
    {
        var inside = 0;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(
            async () =>
            {
                for (var round = 0; round < 1000; round++)
                {
                    using var turn = await _turns.TakeAsync();
                    Assert.Equal(1, Interlocked.Increment(ref inside));
                    await Task.Yield();
                    Interlocked.Decrement(ref inside);
                }
            },
            TestContext.Current.CancellationToken)));
        Assert.True(_turns.IsFree);
    }
}
