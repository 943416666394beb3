using GameServer.Rpc.Dispatch;
using GameServer.Rpc.Transport;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace GameServer.Rpc;

/// <summary>Puts the RPC layer's endpoints into an application.</summary>
public static class RpcEndpointRouteBuilderExtensions
{
    /// <summary>Takes WebSockets at a path.</summary>
    /// <param name="endpoints">The application's endpoints.</param>
    /// <param name="pattern">The path.</param>
    /// <exception cref="InvalidOperationException">A registered service cannot be on the wire; the message says which
    /// and why.</exception>
    public static IEndpointConventionBuilder MapRpc(this IEndpointRouteBuilder endpoints, string pattern)
    {
        // Made now, so that a mistake in a service's declaration stops the start and not the first call.
        endpoints.ServiceProvider.GetRequiredService<MethodTable>();
        var pipeline = endpoints.CreateApplicationBuilder();
        pipeline.UseWebSockets();
        pipeline.Run(context => context.RequestServices.GetRequiredService<WebSocketEndpoint>().AcceptAsync(context));
        return endpoints.Map(pattern, pipeline.Build()).WithDisplayName("RPC over WebSocket");
    }
}
