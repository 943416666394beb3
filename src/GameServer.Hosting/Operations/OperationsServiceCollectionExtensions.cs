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
        services.AddOptions<DrainOptions>().BindConfiguration(DrainOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<DrainOptions>, DrainOptionsValidator>();
        services.AddOptions<ProxyOptions>().BindConfiguration(ProxyOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ProxyOptions>, ProxyOptionsValidator>();
        services.AddTransient<IStartupFilter, ProxyFilter>();
        services.Configure<KestrelServerOptions>(static kestrel => kestrel.AddServerHeader = false);
        // Over TLS too: what is compressed here is the same for everybody and holds no secret.
        services.AddResponseCompression(static compression => compression.EnableForHttps = true);
        services.AddSingleton<DrainState>();
        services.AddHostedService<Drain>();
        services.AddHostedService<Welcome>();
        services.AddHealthChecks().AddCheck<DrainHealthCheck>("drain");
        return services;
    }
}
