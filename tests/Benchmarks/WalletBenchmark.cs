using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using GameServer.Hosting;
using GameServer.Hosting.Accounts;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Benchmarks;

/// <summary>
/// What group commit brings: purchases acknowledged a second when many wait at once, against one after the other, which
/// is a transaction and a flush of the disk each. Both go through the server's own store, on the disk of the folder that
/// is given, in turns; the ratio is taken within each round.
/// </summary>
internal static class WalletBenchmark
{
    public const string Verb = "wallet";

    private const int Callers = 64;
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(3);

    /// <summary>Runs it.</summary>
    /// <param name="args">The folder for the database (the disk that is measured), and the number of rounds.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        var folder = args.Length > 0 ? args[0] : Path.GetTempPath();
        var rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 4;
        var file = Path.Combine(folder, $"wallet-{Guid.NewGuid():N}.db");
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Urls"] = "http://127.0.0.1:0",
            ["ConnectionStrings:GameServer"] = $"Data Source={file}",
        });
        builder.AddGameServer();
        await using (var app = builder.Build())
        {
            await app.StartAsync();
            var accounts = app.Services.GetRequiredService<IAccountStore>();
            var wallets = app.Services.GetRequiredService<IWalletStore>();
            var ids = new long[Callers];
            for (var index = 0; index < Callers; index++)
            {
                ids[index] = (await accounts.AddAsync(AccountName.Parse($"Caller {index}"), "no password has this hash", CancellationToken.None))!.Id;
            }

            await wallets.PayAsync([.. ids.Select(id => new Payment(id, 1_000_000_000, "stake", "/stake"))], CancellationToken.None);
            using var commits = new CommitCounter();
            Console.WriteLine($"{"callers",8} {"spends/s",10} {"commits/s",10} {"spends/commit",14} {"against 1",10}");
            await MeasureAsync(wallets, ids, Callers, commits, Turn);
            for (var round = 0; round < rounds; round++)
            {
                var alone = await MeasureAsync(wallets, ids, 1, commits, Turn);
                Print(1, alone, alone);
                Print(Callers, await MeasureAsync(wallets, ids, Callers, commits, Turn), alone);
            }

            await app.StopAsync();
        }

        File.Delete(file);
        return 0;
    }

    private static void Print(int callers, Figures figures, Figures alone) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{callers,8} {figures.Spends,10:0} {figures.Commits,10:0} {figures.Spends / figures.Commits,14:0.0} {figures.Spends / alone.Spends,10:0.0}"));

    private static async Task<Figures> MeasureAsync(IWalletStore wallets, long[] ids, int callers, CommitCounter commits, TimeSpan turn)
    {
        var before = commits.Count;
        var begin = Stopwatch.GetTimestamp();
        var spends = await Task.WhenAll(ids.Take(callers).Select(id => SpendAsync(wallets, id, begin, turn)));
        var seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        return new Figures(spends.Sum() / seconds, (commits.Count - before) / seconds);
    }

    private static async Task<long> SpendAsync(IWalletStore wallets, long account, long begin, TimeSpan turn)
    {
        var spends = 0L;
        while (Stopwatch.GetElapsedTime(begin) < turn)
        {
            var key = Guid.NewGuid().ToString("N");
            if (await wallets.TakeAsync(account, 1, "thing", key, CancellationToken.None) is null)
            {
                throw new InvalidOperationException("The stake is spent.");
            }

            spends++;
        }

        return spends;
    }

    private readonly record struct Figures(double Spends, double Commits);

    /// <summary>Counts the transactions that the server's database kept.</summary>
    private sealed class CommitCounter : IDisposable
    {
        private readonly MeterListener _listener = new();
        private long _count;

        public CommitCounter()
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "gameserver.database.commits")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref _count, value));
            _listener.Start();
        }

        public long Count => Interlocked.Read(ref _count);

        public void Dispose() => _listener.Dispose();
    }
}
