using GameServer.Rpc.Configuration;
using GameServer.Rpc.Dispatch;
using GameServer.Rpc.Protocol;
using GameServer.Rpc.Transport;
using GameServer.Rpc.Transport.Epoll;
using GameServer.Rpc.Transport.WebSockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace GameServer.Rpc;

/// <summary>Puts the RPC layer into a container.</summary>
public static class RpcServiceCollectionExtensions
{
    /// <summary>
    /// Adds JSON-RPC 2.0 in JSON and MessagePack. An <see cref="IRpcHost"/> must be registered too; services and
    /// commands are those registered as <see cref="ServiceRegistration"/> and <see cref="CommandRegistration"/>.
    /// Limits come from the configuration section <c>Limits</c>, pages that may connect from <c>Web</c>, how sockets are
    /// served from <c>Network</c>; all are checked at start-up.
    /// </summary>
    /// <param name="services">The container.</param>
    public static IServiceCollection AddRpc(this IServiceCollection services)
    {
        services.AddCheckedOptions<RpcLimits>(RpcLimits.Section, static (limits, range) => limits.Check(range));
        services.AddCheckedOptions<WebOptions>(WebOptions.Section, static (web, range) => web.Check(range));
        services.AddCheckedOptions<NetworkOptions>(NetworkOptions.Section, static (network, range) => network.Check(range));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConnectionListenerFactory, SocketListenerFactory>());
        services.ConfigureOptions<SmallSendBuffers>();
        services.AddLogEscaping();
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<WireFormat, JsonFormat>(provider => new JsonFormat(DepthOf(provider))));
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<WireFormat, MessagePackFormat>(provider => new MessagePackFormat(DepthOf(provider))));
        services.TryAddSingleton<RpcMetrics>();
        services.TryAddSingleton<BufferPool>();
        services.TryAddSingleton<MethodTable>();
        services.TryAddSingleton<DispatcherFactory>(static () => new CallDispatcher());
        services.TryAddSingleton<RpcServer>();
        services.TryAddSingleton<LineWatch>();
        services.TryAddSingleton<OriginRule>();
        services.TryAddSingleton<RefusedOrigins>();
        services.TryAddSingleton<WebSocketEndpoint>();
        return services;
    }

    private static int DepthOf(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<RpcLimits>>().Value.Depth is > 0 and var depth ? depth : RpcLimits.GreatestDepth;
}
