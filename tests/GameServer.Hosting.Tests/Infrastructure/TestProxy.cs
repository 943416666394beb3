using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Configuration;

namespace GameServer.Hosting.Tests.Infrastructure;

/// <summary>A reverse proxy on a loopback port of its own, in front of one server.</summary>
internal static class TestProxy
{
    /// <summary>Starts one.</summary>
    /// <param name="server">The server's address.</param>
    /// <param name="path">The path below which the server is served, such as <c>/game</c>; empty for the whole host.</param>
    /// <param name="isStripped">Whether the path is taken off a request before it is handed on.</param>
    public static async Task<WebApplication> StartAsync(Uri server, string path = "", bool isStripped = false)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddReverseProxy().LoadFromMemory(
            [
                new RouteConfig
                {
                    RouteId = "game",
                    ClusterId = "game",
                    Match = new() { Path = path + "/{**rest}" },
                    Transforms = isStripped ? [new Dictionary<string, string> { ["PathRemovePrefix"] = path }] : null,
                },
            ],
            [
                new ClusterConfig
                {
                    ClusterId = "game",
                    Destinations = new Dictionary<string, DestinationConfig> { ["one"] = new() { Address = server.ToString() } },
                },
            ]);
        var proxy = builder.Build();
        proxy.MapReverseProxy();
        await proxy.StartAsync(TestContext.Current.CancellationToken);
        return proxy;
    }
}
