using EndToEnd.Tests.Infrastructure;
using Microsoft.Data.Sqlite;

namespace EndToEnd.Tests.Reliability;

/// <summary>One database, the servers that are killed on it one after the other, and those who spend meanwhile.</summary>
/// <param name="program">The server.</param>
/// <param name="seed">When it is killed, and what is bought.</param>
/// <param name="kills">How often.</param>
internal sealed class KillWorld(PublishedProgram program, int seed, int kills)
{
    private const int Accounts = 16;
    private const int MostMilliseconds = 120;
    private const int MostAnswers = 120;
    private const long Stake = 1_000_000_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // What is tested is not how fast sixteen clients of one address may knock, nor how long a hash takes.
    private static readonly string[] Settings =
    [
        "--Limits:CallsPerSecond=0", "--Limits:ConnectionsPerAddress=0", "--Limits:GuestsPerAddressPerMinute=0",
        "--Accounts:PasswordIterations=1000", "--Drain:Seconds=0",
    ];

    private readonly Random _random = new(seed);
    private readonly List<string> _violations = [];
    private Spender[] _spenders = [];
    private int _killed;

    /// <summary>What should not have happened.</summary>
    public IReadOnlyList<string> Violations => _violations;

    public KillFigures Figures => _spenders.Aggregate(
        new KillFigures(_killed, 0, 0, 0, 0, 0), (sum, spender) => sum + spender.Figures);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async Task RunAsync()
    {
        _spenders = [.. Enumerable.Range(0, Accounts).Select(index => new Spender($"spender-{index}", _random.Next(), _violations))];
        var server = await program.StartAsync(Settings);
        try
        {
            await Task.WhenAll(_spenders.Select(spender => spender.RegisterAsync(server.WebSocketUrl, Cancelled)));
            await server.KillAsync();
            GiveStakes(server);
            for (; _killed < kills; _killed++)
            {
                server = await RestartAsync(server);
                await SpendUntilKilledAsync(server);
            }

            server = await RestartAsync(server);
            await Task.WhenAll(_spenders.Select(spender => spender.SettleAsync(server.WebSocketUrl, Cancelled)));
            Assert.Equal(0, await server.StopAsync());
            Listen(server);
            Audit(server);
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    private async Task<ServerProcess> RestartAsync(ServerProcess ended)
    {
        Listen(ended);
        await ended.DisposeAsync();
        return await program.RestartAsync(ended);
    }

    private async Task SpendUntilKilledAsync(ServerProcess server)
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var spending = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var killed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var waiting = Accounts;
        // In every other life it is an answer that is deadly: one that comes too early is not made up for any more.
        var answers = _random.Next(2) == 0 ? _random.Next(1, MostAnswers) : 0;
        var isEarly = _random.Next(8) == 0;
        var moment = TimeSpan.FromMilliseconds(_random.NextDouble() * MostMilliseconds);
        var spenders = _spenders.Select(spender => spender.SpendAsync(server.WebSocketUrl, Began, Acknowledged, gone.Token)).ToArray();
        if (answers > 0)
        {
            await killed.Task.WaitAsync(Patience, Cancelled);
        }
        else
        {
            // Now and then already while they come back and ask for what was not answered.
            if (!isEarly)
            {
                await spending.Task.WaitAsync(Patience, Cancelled);
            }

            // Not an event that is waited for: that it can be any moment is what is tested.
            await Task.Delay(moment, Cancelled);
        }

        await server.KillAsync();
        await gone.CancelAsync();
        await Task.WhenAll(spenders);

        void Began()
        {
            if (Interlocked.Decrement(ref waiting) == 0)
            {
                spending.TrySetResult();
            }
        }

        void Acknowledged()
        {
            if (Interlocked.Decrement(ref answers) == 0)
            {
                server.Kill();
                killed.TrySetResult();
            }
        }
    }

    private void Listen(ServerProcess ended)
    {
        if (ended.Log.Split('\n').Where(line => line.Contains(" ERR ", StringComparison.Ordinal) || line.Contains(" FTL ", StringComparison.Ordinal)).ToList() is { Count: > 0 } errors)
        {
            _violations.AddRange(errors);
        }
    }

    /// <summary>Puts coins for the whole run into the accounts, past the server.</summary>
    private static void GiveStakes(ServerProcess ended)
    {
        using var connection = Open(ended);
        using var command = connection.CreateCommand();
        command.CommandText =
            $"""
            INSERT INTO wallet_entries (AccountId, Coins, Balance, Item, Key, At)
            SELECT AccountId, {Stake}, Balance + {Stake}, 'stake', '/stake', At FROM wallet_entries
            """;
        Assert.Equal(Accounts, command.ExecuteNonQuery());
    }

    private void Audit(ServerProcess ended)
    {
        using var connection = Open(ended);
        using var check = connection.CreateCommand();
        check.CommandText = "PRAGMA integrity_check";
        Assert.Equal("ok", check.ExecuteScalar());
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT AccountId, Id, Coins, Balance, Item, Key FROM wallet_entries ORDER BY Id";
        using var rows = command.ExecuteReader();
        var entries = new List<(long Account, WalletLine Line)>();
        while (rows.Read())
        {
            entries.Add((rows.GetInt64(0), new WalletLine(rows.GetInt64(1), rows.GetInt64(2), rows.GetInt64(3), rows.GetString(4), rows.GetString(5))));
        }

        var byAccount = entries.ToLookup(entry => entry.Account, entry => entry.Line);
        Assert.Equal(Accounts, byAccount.Count);
        foreach (var spender in _spenders)
        {
            spender.Compare([.. byAccount[spender.AccountId]]);
        }
    }

    private static SqliteConnection Open(ServerProcess ended)
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(ended.Data, "gameserver.db")};Pooling=false");
        connection.Open();
        return connection;
    }
}
