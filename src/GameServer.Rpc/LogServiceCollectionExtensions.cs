using GameServer.Rpc.Logging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GameServer.Rpc;

/// <summary>Puts the escaping of log lines into a container.</summary>
public static class LogServiceCollectionExtensions
{
    /// <summary>
    /// Escapes and cuts what strangers put into log lines (control characters, line ends, marks that reorder text), whatever
    /// library writes the log and whichever code logs. Part of <see cref="RpcServiceCollectionExtensions.AddRpc"/>. Call it again
    /// behind a registration that puts another <see cref="ILoggerFactory"/> in place, such as Serilog's.
    /// </summary>
    /// <param name="services">The container.</param>
    public static IServiceCollection AddLogEscaping(this IServiceCollection services)
    {
        services.AddLogging();
        var index = services.Count - 1;
        while (services[index].ServiceType != typeof(ILoggerFactory) || services[index].IsKeyedService)
        {
            index--;
        }

        var inner = services[index];
        if (inner.ImplementationFactory?.Target is Escaping)
        {
            return services;
        }

        var escaping = new Escaping();
        services[index] = ServiceDescriptor.Singleton(escaping.Create);
        services.Add(
            inner.ImplementationInstance is { } instance ? new ServiceDescriptor(typeof(ILoggerFactory), escaping, instance)
            : inner.ImplementationType is { } type ? new ServiceDescriptor(typeof(ILoggerFactory), escaping, type, inner.Lifetime)
            : new ServiceDescriptor(typeof(ILoggerFactory), escaping, (provider, _) => inner.ImplementationFactory!(provider), inner.Lifetime));
        return services;
    }

    /// <summary>The key of the factory that is wrapped, and what wraps it.</summary>
    private sealed class Escaping
    {
        public ILoggerFactory Create(IServiceProvider provider) =>
            new EscapingLoggerFactory(provider.GetRequiredKeyedService<ILoggerFactory>(this));
    }
}
