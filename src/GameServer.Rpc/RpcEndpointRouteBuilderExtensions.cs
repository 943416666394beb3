using GameServer.Rpc.Dispatch;
using GameServer.Rpc.Transport.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace GameServer.Rpc;

/// <summary>Puts the RPC layer's endpoints into an application.</summary>
public static class RpcEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Takes WebSockets at a path. Once one is accepted, its request forgets its headers: middleware that wants them reads
    /// them before.
    /// </summary>
    /// <param name="endpoints">The application's endpoints.</param>
    /// <param name="pattern">The path.</param>
    /// <exception cref="DeclarationException">Registered services or commands cannot be on the wire; the message says
    /// which and why.</exception>
    public static IEndpointConventionBuilder MapRpc(this IEndpointRouteBuilder endpoints, string pattern)
    {
        // Made now, so that a mistake in a service's declaration stops the start and not the first call.
        endpoints.ServiceProvider.GetRequiredService<MethodTable>();
        var endpoint = endpoints.ServiceProvider.GetRequiredService<WebSocketEndpoint>();
        return endpoints.Map(pattern, endpoint.AcceptAsync).WithDisplayName("RPC over WebSocket");
    }
}
