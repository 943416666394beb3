using GameServer.Hosting.Accounts;
using GameServer.Hosting.Tests.Infrastructure;
using GameServer.Services;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace GameServer.Hosting.Tests.Persistence;

public sealed class WalletTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_account_has_a_thousand_coins_in_the_very_transaction_that_makes_it()
    {
        await using var database = await TestDatabase.OpenAsync(_folder, _time);
        var ann = await RegisterAsync(database, "Ann");
        Assert.Equal(["1000|1000|welcome|/welcome"], database.Read("SELECT Coins, Balance, Item, Key FROM wallet_entries"));
        Assert.Equal(1000, await database.Wallets.BalanceAsync(ann, Cancellation));

        await database.Lane.RunAsync(context => context.Database.ExecuteSqlRaw("DROP TABLE wallet_entries"), Cancellation);
        await Assert.ThrowsAsync<SqliteException>(() => RegisterAsync(database, "Bob"));
        Assert.Equal(["Ann"], database.Read("SELECT Name FROM accounts"));
    }

    [Fact]
    public async Task A_guest_has_no_entry()
    {
        await using var database = await TestDatabase.OpenAsync(_folder);
        await database.Keeper.GuestAsync("Ann", default, Cancellation);
        Assert.Empty(database.Read("SELECT Id FROM wallet_entries"));
    }

    [Fact]
    public async Task An_account_from_before_there_were_wallets_gets_its_coins_at_the_first_use_and_once()
    {
        await using var database = await TestDatabase.OpenAsync(_folder);
        var ann = await RegisterAsync(database, "Ann");
        await database.Lane.RunAsync(static context => context.WalletEntries.ExecuteDelete(), Cancellation);
        Assert.Equal(600, (await database.Wallets.TakeAsync(ann, 400, "paint", "first-key", Cancellation))!.Balance);
        Assert.Equal(600, await database.Wallets.BalanceAsync(ann, Cancellation));
        Assert.Equal(2, (await database.Wallets.HistoryAsync(ann, 50, null, Cancellation)).Count);
    }

    [Fact]
    public async Task A_repeated_key_gives_the_first_entry_and_takes_nothing()
    {
        await using var database = await TestDatabase.OpenAsync(_folder, _time);
        var ann = await RegisterAsync(database, "Ann");
        var bob = await RegisterAsync(database, "Bob");
        _time.Advance(TimeSpan.FromMilliseconds(0.25));
        var first = await database.Wallets.TakeAsync(ann, 400, "paint", "one-key-", Cancellation);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(first, await database.Wallets.TakeAsync(ann, 400, "paint", "one-key-", Cancellation));
        Assert.Equal(first, await database.Wallets.TakeAsync(ann, 5000, "other", "one-key-", Cancellation));
        Assert.Equal(first, await database.Wallets.FindAsync(ann, "one-key-", Cancellation));
        Assert.Null(await database.Wallets.FindAsync(bob, "one-key-", Cancellation));
        Assert.NotEqual(first!.Id, (await database.Wallets.TakeAsync(bob, 400, "paint", "one-key-", Cancellation))!.Id);
        Assert.Equal(600, await database.Wallets.BalanceAsync(ann, Cancellation));
    }

    [Fact]
    public async Task Repeats_that_race_into_one_transaction_are_one_purchase()
    {
        await using var database = await TestDatabase.OpenAsync(_folder);
        var ann = await RegisterAsync(database, "Ann");
        using var gate = new ManualResetEventSlim();
        var busy = database.Lane.RunAsync(
            _ =>
            {
                gate.Wait(Cancellation);
                return 0;
            },
            Cancellation);
        var takes = Enumerable.Range(0, 20).Select(_ => database.Wallets.TakeAsync(ann, 100, "paint", "same-key", Cancellation)).ToArray();
        gate.Set();
        await busy;
        Assert.Equal(900, Assert.Single((await Task.WhenAll(takes)).Distinct())!.Balance);
        Assert.Equal(["-100|900"], database.Read("SELECT Coins, Balance FROM wallet_entries WHERE Item = 'paint'"));
    }

    [Fact]
    public async Task The_balance_never_goes_below_zero()
    {
        await using var database = await TestDatabase.OpenAsync(_folder);
        var ann = await RegisterAsync(database, "Ann");
        var takes = await Task.WhenAll(
            Enumerable.Range(0, 30).Select(index => database.Wallets.TakeAsync(ann, 300, "paint", $"key-{index:0000}", Cancellation)));
        Assert.Equal(3, takes.Count(static entry => entry is not null));
        Assert.Equal(100, await database.Wallets.BalanceAsync(ann, Cancellation));
        Assert.NotNull(await database.Wallets.TakeAsync(ann, 100, "paint", "the-rest", Cancellation));
        Assert.Null(await database.Wallets.TakeAsync(ann, 1, "paint", "too-much", Cancellation));

        var below = await Assert.ThrowsAsync<SqliteException>(() => database.Lane.RunAsync(
            static context => context.Database.ExecuteSqlRaw("UPDATE wallet_entries SET Balance = -1"), Cancellation));
        Assert.Contains("CK_wallet_entries_Balance", below.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_owns_what_it_spent_coins_for_and_nothing_else()
    {
        await using var database = await TestDatabase.OpenAsync(_folder);
        var ann = await RegisterAsync(database, "Ann");
        var bob = await RegisterAsync(database, "Bob");
        await database.Wallets.TakeAsync(ann, 400, "hat", "key-0001", Cancellation);
        await database.Wallets.TakeAsync(ann, 400, "hat", "key-0002", Cancellation);
        Assert.Null(await database.Wallets.TakeAsync(ann, 400, "cap", "key-0003", Cancellation));
        await database.Wallets.TakeAsync(bob, 400, "cap", "key-0003", Cancellation);
        await database.Wallets.PayAsync([new(ann, 5, "scrap", "/one")], Cancellation);
        Assert.Equal(["hat"], await database.Wallets.ItemsAsync(ann, Cancellation));
    }

    [Fact]
    public async Task The_history_is_read_page_by_page_newest_first()
    {
        await using var database = await TestDatabase.OpenAsync(_folder, _time);
        var ann = await RegisterAsync(database, "Ann");
        var bob = await RegisterAsync(database, "Bob");
        for (var index = 0; index < 5; index++)
        {
            await database.Wallets.TakeAsync(ann, 10, $"item-{index}", $"key-{index:0000}", Cancellation);
            await database.Wallets.TakeAsync(bob, 10, "other", $"key-{index:0000}", Cancellation);
        }

        var newest = await database.Wallets.HistoryAsync(ann, 4, null, Cancellation);
        Assert.Equal(["item-4", "item-3", "item-2", "item-1"], newest.Select(entry => entry.Item));
        var rest = await database.Wallets.HistoryAsync(ann, 4, newest[^1].Id, Cancellation);
        Assert.Equal(["item-0", "welcome"], rest.Select(entry => entry.Item));
        Assert.Equal(
            new WalletEntry(rest[0].Id, -10, 990, "item-0", "key-0000", "2030-01-01T00:00:00.000Z"), rest[0]);
    }

    [Fact]
    public async Task What_is_paid_is_paid_once_a_key_and_to_nobody_without_a_wallet()
    {
        await using var database = await TestDatabase.OpenAsync(_folder);
        var ann = await RegisterAsync(database, "Ann");
        var guest = (await database.Keeper.GuestAsync("Bob", default, Cancellation)).Account.Id;
        Payment[] batch = [new(ann, 7, "scrap", "/one"), new(guest, 5, "scrap", "/one"), new(ann + 100, 5, "scrap", "/one"), new(ann, 2, "luck", "/two")];
        await database.Wallets.PayAsync(batch, Cancellation);
        await database.Wallets.PayAsync(batch, Cancellation);
        Assert.Equal(
            ["1000|1000|welcome", "7|1007|scrap", "2|1009|luck"],
            database.Read("SELECT Coins, Balance, Item FROM wallet_entries ORDER BY Id"));
    }

    [Fact]
    public async Task Coins_that_wait_are_one_entry_an_account_and_are_written_at_the_stop()
    {
        await using var database = await TestDatabase.OpenAsync(_folder);
        var ann = await RegisterAsync(database, "Ann");
        database.Awards.Pay(ann, 3, "scrap");
        database.Awards.Pay(ann, 4, "scrap");
        database.Awards.Pay(ann, 0, "scrap");
        await database.Awards.StopAsync(Cancellation);
        Assert.Equal(["7|1007|scrap"], database.Read("SELECT Coins, Balance, Item FROM wallet_entries WHERE Id > 1"));
    }

    [Fact]
    public async Task What_was_bought_goes_with_its_account()
    {
        await using var database = await TestDatabase.OpenAsync(_folder);
        var ann = await RegisterAsync(database, "Ann");
        await database.Wallets.TakeAsync(ann, 10, "paint", "some-key", Cancellation);
        await database.Lane.RunAsync(context => context.Accounts.Where(row => row.Id == ann).ExecuteDelete(), Cancellation);
        Assert.Empty(database.Read("SELECT Id FROM wallet_entries"));
        Assert.Empty(database.Read("SELECT Item FROM owned_items"));
    }

    [Fact]
    public async Task A_balance_is_found_without_reading_the_history()
    {
        await using var database = await TestDatabase.OpenAsync(_folder);
        foreach (var (query, index) in new[]
        {
            ("SELECT Balance FROM wallet_entries WHERE AccountId = 1 ORDER BY Id DESC LIMIT 1", "IX_wallet_entries_AccountId_Id (AccountId=?)"),
            ("SELECT Id FROM wallet_entries WHERE AccountId = 1 AND Key = 'k'", "IX_wallet_entries_AccountId_Key (AccountId=? AND Key=?)"),
        })
        {
            var plan = string.Join('\n', database.Read("EXPLAIN QUERY PLAN " + query));
            Assert.Contains(index, plan, StringComparison.Ordinal);
            Assert.DoesNotContain("TEMP B-TREE", plan, StringComparison.Ordinal);
        }
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<long> RegisterAsync(TestDatabase database, string name) =>
        (await database.Keeper.RegisterAsync(name, "correct horse", default, Cancellation)).Account.Id;
}
