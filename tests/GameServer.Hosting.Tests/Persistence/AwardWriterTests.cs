using GameServer.Hosting.Accounts;
using GameServer.Hosting.Persistence;
using GameServer.Services;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace GameServer.Hosting.Tests.Persistence;

public sealed class AwardWriterTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Points_wait_while_the_database_does_not_take_them_and_none_is_lost()
    {
        var time = new FakeTimeProvider();
        var store = new UnreliableStore { Fails = true };
        using var writer = new AwardWriter(store, time, NullLogger<AwardWriter>.Instance);
        await writer.StartAsync(Cancellation);
        writer.Award(1, "Ann", 3);
        await store.Asked.WaitAsync(Cancellation);
        writer.Award(1, "Ann", 4);
        store.Fails = false;
        await writer.StopAsync(Cancellation);

        Assert.Equal([new(1, 4, 7)], store.Kept);
    }

    private sealed class UnreliableStore : IScoreStore
    {
        public bool Fails { get; set; }

        public SemaphoreSlim Asked { get; } = new(0);

        public List<EarnedPoints> Kept { get; } = [];

        public Task AddAsync(IReadOnlyCollection<EarnedPoints> scores, CancellationToken cancellation)
        {
            var fails = Fails;
            Asked.Release();
            if (fails)
            {
                return Task.FromException(new IOException("disk full"));
            }

            Kept.AddRange(scores);
            return Task.CompletedTask;
        }

        public Task<IReadOnlyList<LeaderboardEntry>> TopAsync(int count, CancellationToken cancellation) =>
            throw new NotSupportedException();
    }
}
