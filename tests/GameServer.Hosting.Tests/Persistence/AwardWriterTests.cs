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
        using var writer = new AwardWriter(store, store, time, NullLogger<AwardWriter>.Instance);
        await writer.StartAsync(Cancellation);
        writer.Award(1, "Ann", 3);
        await store.Asked.WaitAsync(Cancellation);
        writer.Award(1, "Ann", 4);
        store.Fails = false;
        await writer.StopAsync(Cancellation);

        Assert.Equal([new(1, 4, 7)], store.Kept);
    }

    [Fact]
    public async Task Coins_are_offered_again_as_they_were_when_nobody_knows_whether_they_were_kept()
    {
        var time = new FakeTimeProvider();
        var store = new UnreliableStore { Fails = true };
        using var writer = new AwardWriter(store, store, time, NullLogger<AwardWriter>.Instance);
        await writer.StartAsync(Cancellation);
        writer.Pay(1, 3, "scrap");
        await store.Asked.WaitAsync(Cancellation);
        writer.Pay(1, 4, "scrap");
        writer.Pay(2, 5, "scrap");
        store.Fails = false;
        await writer.StopAsync(Cancellation);

        var first = Assert.Single(store.Offered[0]);
        Assert.Equal((1, 3, "scrap"), (first.AccountId, first.Coins, first.Item));
        Assert.Equal([first], store.Offered[1]);
        Assert.Equal([(1, 4), (2, 5)], store.Offered[2].Select(payment => (payment.AccountId, payment.Coins)));
        Assert.Equal(3, store.Offered.SelectMany(batch => batch).Select(payment => payment.Key).Distinct().Count());
        Assert.All(store.Offered[2], payment => Assert.StartsWith("/", payment.Key, StringComparison.Ordinal));
        Assert.Equal(3, store.Offered.Count);
    }

    private sealed class UnreliableStore : IScoreStore, IWalletStore
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

        public void Refresh()
        {
        }

        public List<Payment[]> Offered { get; } = [];

        public Task PayAsync(IReadOnlyCollection<Payment> payments, CancellationToken cancellation)
        {
            var fails = Fails;
            Offered.Add([.. payments]);
            Asked.Release();
            return fails ? Task.FromException(new IOException("the disk went away")) : Task.CompletedTask;
        }

        public Task<long> BalanceAsync(long accountId, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<WalletEntry?> TakeAsync(long accountId, int amount, string item, string key, CancellationToken cancellation) =>
            throw new NotSupportedException();

        public Task<WalletEntry?> FindAsync(long accountId, string key, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<IReadOnlyList<string>> ItemsAsync(long accountId, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<IReadOnlyList<WalletEntry>> HistoryAsync(long accountId, int count, long? before, CancellationToken cancellation) =>
            throw new NotSupportedException();

        public Task<IReadOnlyList<LeaderboardEntry>> TopAsync(int count, LeaderboardSort sort, CancellationToken cancellation) =>
            throw new NotSupportedException();
    }
}
