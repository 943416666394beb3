using System.Diagnostics.Metrics;
using GameServer.Hosting.Accounts;
using GameServer.Hosting.Persistence;
using GameServer.Hosting.Tests.Infrastructure;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace GameServer.Hosting.Tests.Persistence;

/// <summary>The stores over a file of their own, at a time that stands still.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private readonly ServiceProvider _provider;

    private TestDatabase(TemporaryFolder folder, FakeTimeProvider time, Dictionary<string, string?> settings, string? options, string? path)
    {
        Path = path ?? PathIn(folder);
        settings.TryAdd("ConnectionStrings:GameServer", $"Data Source={Path};{options}");
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(Log));
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        services.AddSingleton<IHostEnvironment>(new Environment(folder.Path));
        services.AddSingleton<TimeProvider>(time);
        services.AddAccounts().AddPersistence();
        _provider = services.BuildServiceProvider();
    }

    public string Path { get; }

    public CollectedLog Log { get; } = new();

    public IAccountStore Accounts => _provider.GetRequiredService<IAccountStore>();

    public ITokenStore Tokens => _provider.GetRequiredService<ITokenStore>();

    public IWalletStore Wallets => _provider.GetRequiredService<IWalletStore>();

    public IScoreStore Scores => _provider.GetRequiredService<IScoreStore>();

    public AccountKeeper Keeper => _provider.GetRequiredService<AccountKeeper>();

    public PasswordLane Passwords => _provider.GetRequiredService<PasswordLane>();

    public AwardWriter Awards => _provider.GetRequiredService<AwardWriter>();

    public IMeterFactory Meters => _provider.GetRequiredService<IMeterFactory>();

    public DatabaseLane Lane => _provider.GetRequiredService<DatabaseLane>();

    public DatabaseHealthCheck Health => ActivatorUtilities.CreateInstance<DatabaseHealthCheck>(_provider);

    public DatabaseVisit Visit => _provider.GetRequiredService<DatabaseVisit>();

    public ExpirySweeper Sweeper => _provider.GetServices<IHostedService>().OfType<ExpirySweeper>().Single();

    /// <summary>Where <see cref="OpenAsync"/> makes the file.</summary>
    public static string PathIn(TemporaryFolder folder) => System.IO.Path.Combine(folder.Path, "data", "test.db");

    public static async Task<TestDatabase> OpenAsync(
        TemporaryFolder folder, FakeTimeProvider? time = null, Dictionary<string, string?>? settings = null, string? options = null,
        string? path = null)
    {
        var database = Create(folder, time, settings, options, path);
        try
        {
            await database.StartAsync(TestContext.Current.CancellationToken);
            return database;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>One that has not been started.</summary>
    public static TestDatabase Create(
        TemporaryFolder folder, FakeTimeProvider? time = null, Dictionary<string, string?>? settings = null, string? options = null,
        string? path = null)
    {
        settings ??= [];
        settings.TryAdd("Accounts:PasswordIterations", "1000");
        return new TestDatabase(folder, time ?? new FakeTimeProvider(), settings, options, path);
    }

    /// <summary>Starts it as a server does.</summary>
    public async Task StartAsync(CancellationToken cancellation)
    {
        var start = _provider.GetServices<IHostedService>().OfType<DatabaseStart>().Single();
        await start.StartingAsync(cancellation);
        await start.StartedAsync(cancellation);
    }

    /// <summary>Starts it as a verb of the command line does, which can run beside a server.</summary>
    public Task VisitAsync(CancellationToken cancellation) => DatabaseStart.RunAsync(_provider, cancellation);

    /// <summary>Reads the file past the stores.</summary>
    public List<string> Read(string query)
    {
        using var connection = new SqliteConnection($"Data Source={Path};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = query;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(column => reader.GetValue(column) switch
            {
                byte[] bytes => Convert.ToHexString(bytes),
                var value => value.ToString(),
            })));
        }

        return rows;
    }

    public ValueTask DisposeAsync() => _provider.DisposeAsync();

    private sealed class Environment(string root) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = "Testing";

        public string ApplicationName { get; set; } = "Tests";

        public string ContentRootPath { get; set; } = root;

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
