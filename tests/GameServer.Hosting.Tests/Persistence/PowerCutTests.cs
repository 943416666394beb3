using System.Collections.Concurrent;
using GameServer.Hosting.Accounts;
using GameServer.Hosting.Tests.Infrastructure;
using GameServer.Services;
using Microsoft.Data.Sqlite;

namespace GameServer.Hosting.Tests.Persistence;

/// <summary>
/// What a killed process does not show: that a purchase had left the memory of the machine, too, when it was answered.
/// </summary>
public sealed class PowerCutTests : IDisposable
{
    private const int Callers = 8;
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_answered_is_there_after_a_power_cut_whenever_it_comes()
    {
        const int Purchases = 300;
        using var disk = Disk();
        var answered = new ConcurrentDictionary<string, WalletEntry>();
        var cuts = new ConcurrentBag<(string Folder, Dictionary<string, WalletEntry> Answered)>();
        await using (var database = await TestDatabase.OpenAsync(_folder, options: "Vfs=flushed"))
        {
            var callers = await AccountsAsync(database);
            await Task.WhenAll(callers.Select(async (account, caller) =>
            {
                for (var purchase = 0; purchase < Purchases; purchase++)
                {
                    var key = $"key-{caller}-{purchase:000}";
                    answered[key] = (await database.Wallets.TakeAsync(account, 1, "thing", key, Cancellation))!;
                    if ((purchase + 7 * caller) % 50 == 0)
                    {
                        Dictionary<string, WalletEntry> before = new(answered);
                        var folder = Path.Combine(_folder.Path, $"cut-{key}");
                        disk.CutInto(folder);
                        cuts.Add((folder, before));
                    }
                }
            }));

            // The log was brought home meanwhile, at least once: that is when it could go wrong.
            Assert.True(disk.FlushesOf(database.Path) > 1);
        }

        Assert.Equal(Callers * Purchases / 50, cuts.Count);
        foreach (var (folder, before) in cuts)
        {
            using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "test.db")};Pooling=false");
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT Key, Id, Coins, Balance FROM wallet_entries WHERE Item = 'thing'";
            using var rows = command.ExecuteReader();
            var kept = new Dictionary<string, (long, long, long)>();
            while (rows.Read())
            {
                kept.Add(rows.GetString(0), (rows.GetInt64(1), rows.GetInt64(2), rows.GetInt64(3)));
            }

            Assert.All(before, entry => Assert.Equal((entry.Value.Id, entry.Value.Coins, entry.Value.Balance), kept.GetValueOrDefault(entry.Key)));
        }
    }

    [Fact]
    public async Task Each_answer_has_waited_for_a_flush_and_those_who_wait_together_share_one()
    {
        using var disk = Disk();
        await using var database = await TestDatabase.OpenAsync(_folder, options: "Vfs=flushed");
        var callers = await AccountsAsync(database);
        var log = database.Path + "-wal";
        for (var purchase = 0; purchase < 20; purchase++)
        {
            var before = disk.FlushesOf(log);
            await database.Wallets.TakeAsync(callers[0], 1, "thing", $"one-by-one-{purchase}", Cancellation);
            Assert.Equal(1, disk.FlushesOf(log) - before);
        }

        var flushes = disk.FlushesOf(log);
        using var gate = new ManualResetEventSlim();
        var busy = database.Lane.RunAsync(
            _ =>
            {
                gate.Wait(Cancellation);
                return 0;
            },
            Cancellation);
        var together = Enumerable.Range(0, 64)
            .Select(index => database.Wallets.TakeAsync(callers[index % Callers], 1, "thing", $"together-{index}", Cancellation)).ToArray();
        gate.Set();
        await busy;
        var entries = await Task.WhenAll(together);
        Assert.All(entries, Assert.NotNull);
        Assert.Equal(1, disk.FlushesOf(log) - flushes);

        // A question has nothing to flush.
        Assert.NotEqual(0, await database.Wallets.BalanceAsync(callers[0], Cancellation));
        Assert.Equal(1, disk.FlushesOf(log) - flushes);
    }

    public void Dispose() => _folder.Dispose();

    private FlushedDisk Disk() => new(Path.Combine(_folder.Path, "data"));

    private static async Task<List<long>> AccountsAsync(TestDatabase database)
    {
        var accounts = new List<long>();
        for (var caller = 0; caller < Callers; caller++)
        {
            accounts.Add((await database.Accounts.AddAsync(AccountName.Parse($"Caller {caller}"), "no password has this hash", Cancellation))!.Id);
        }

        return accounts;
    }
}
