using GameServer.Rpc.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GameServer.Hosting.Operations;

/// <summary>Puts what starts, watches and stops a server into the container.</summary>
internal static class OperationsServiceCollectionExtensions
{
    public static IServiceCollection AddOperations(this IServiceCollection services)
    {
        services.AddCheckedOptions<DrainOptions>(DrainOptions.Section, static (drain, range) => drain.Check(range));
        services.AddCheckedOptions<ProxyOptions>(ProxyOptions.Section, static (proxy, range) => proxy.Check(range));
        services.AddOptions<PathBase>().ValidateOnStart();
        services.AddSingleton<IConfigureOptions<PathBase>, PathBase.Setup>();
        services.AddSingleton<IValidateOptions<PathBase>, PathBase.Check>();
        services.AddTransient<IStartupFilter, ProxyFilter>();
        services.AddTransient<IStartupFilter, PathBase.Filter>();
        services.Configure<KestrelServerOptions>(static kestrel => kestrel.AddServerHeader = false);
        // Over TLS too: what is compressed here is the same for everybody and holds no secret.
        services.AddResponseCompression(static compression => compression.EnableForHttps = true);
        services.AddSingleton<DrainState>();
        services.AddHostedService<UnknownSettings>();
        services.AddHostedService<Drain>();
        services.AddHostedService<Welcome>();
        services.AddHealthChecks().AddCheck<DrainHealthCheck>("drain").AddCheck<RoomHealthCheck>("rooms");
        return services;
    }
}
