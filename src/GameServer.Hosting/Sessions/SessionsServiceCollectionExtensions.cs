using GameServer.Rpc.Configuration;
using GameServer.Rpc.Dispatch;
using GameServer.Services;
using Microsoft.Extensions.DependencyInjection;

namespace GameServer.Hosting.Sessions;

/// <summary>Puts the sessions into the container.</summary>
internal static class SessionsServiceCollectionExtensions
{
    public static IServiceCollection AddSessions(this IServiceCollection services)
    {
        services.AddCheckedOptions<SessionLimits>(SessionLimits.Section, static (limits, range) => limits.Check(range));
        services.AddSingleton<SessionRates>();
        services.AddSingleton<SessionDirectory>();
        services.AddSingleton<ConnectedCallers>();
        services.AddSingleton<IRpcHost, RpcHost>();
        services.AddHostedService<SessionRevalidation>();
        services.AddHostedService<SessionMetrics>();
        services.AddScoped<CallerSession>();
        services.AddScoped<ICallerSession>(static provider => provider.GetRequiredService<CallerSession>());
        services.AddScoped<Inventory>();
        services.AddScoped<IInventory>(static provider => provider.GetRequiredService<Inventory>());
        return services;
    }
}
