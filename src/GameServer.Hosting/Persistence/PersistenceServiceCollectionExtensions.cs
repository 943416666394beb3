using GameServer.Hosting.Accounts;
using GameServer.Hosting.Persistence.Files;
using GameServer.Hosting.Rooms;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GameServer.Hosting.Persistence;

/// <summary>Puts the stores into the container.</summary>
internal static class PersistenceServiceCollectionExtensions
{
    /// <summary>Adds the stores over SQLite, and what writes and tidies behind them.</summary>
    public static IServiceCollection AddPersistence(this IServiceCollection services)
    {
        services.AddSingleton<DatabaseFile>();
        services.AddSingleton<DatabaseVisit>();
        services.AddDbContextFactory<GameServerContext>((provider, options) => options
            .UseSqlite(provider.GetRequiredService<DatabaseFile>().ConnectionString)
            // Each command would be a line of the log wherever no setting says otherwise. Each failure is told once, where it is
            // met, and without SQL.
            .ConfigureWarnings(static events => events
                .Log(
                    (RelationalEventId.CommandExecuted, LogLevel.Debug), (RelationalEventId.MigrationApplying, LogLevel.Debug),
                    (RelationalEventId.AcquiringMigrationLock, LogLevel.Debug), (RelationalEventId.MigrationsNotApplied, LogLevel.Debug))
                .Ignore(
                    RelationalEventId.CommandError, RelationalEventId.TransactionError, RelationalEventId.ConnectionError,
                    CoreEventId.SaveChangesFailed, CoreEventId.QueryIterationFailed))
            .AddInterceptors(new DurableConnections()));
        services.AddMetrics();
        services.AddSingleton<DatabaseMetrics>();
        services.AddSingleton<DatabaseCondition>();
        services.AddSingleton<DatabaseLane>();
        services.AddHostedService<DatabaseStart>();
        services.AddSingleton<IAccountStore, AccountStore>();
        services.AddSingleton<ITokenStore, TokenStore>();
        services.AddSingleton<IStandingStore, StandingStore>();
        services.AddSingleton<IScoreStore, ScoreStore>();
        services.AddSingleton<IWalletStore, WalletStore>();
        services.AddSingleton<AwardWriter>();
        services.AddSingleton<IAwardSink>(provider => provider.GetRequiredService<AwardWriter>());
        services.AddHostedService(provider => provider.GetRequiredService<AwardWriter>());
        services.AddHostedService<ExpirySweeper>();
        services.AddHealthChecks().AddCheck<DatabaseHealthCheck>("database", timeout: TimeSpan.FromSeconds(10));
        return services;
    }
}
