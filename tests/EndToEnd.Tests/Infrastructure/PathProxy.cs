using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Configuration;

namespace EndToEnd.Tests.Infrastructure;

/// <summary>A reverse proxy on a port of its own, with a server below each of its paths.</summary>
internal sealed class PathProxy : IAsyncDisposable
{
    private readonly WebApplication _app;

    private PathProxy(WebApplication app) => _app = app;

    /// <summary>Its address.</summary>
    public Uri Url => new(_app.Urls.Single());

    /// <summary>Starts one.</summary>
    /// <param name="places">Each server's path, and whether the path is stripped before a request is handed on.</param>
    public static async Task<PathProxy> StartAsync(params (string Path, Uri Server, bool IsStripped)[] places)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddReverseProxy().LoadFromMemory(
            [.. places.Select(place => new RouteConfig
            {
                RouteId = place.Path,
                ClusterId = place.Path,
                Match = new() { Path = place.Path + "/{**rest}" },
                Transforms = place.IsStripped ? [new Dictionary<string, string> { ["PathRemovePrefix"] = place.Path }] : null,
            })],
            [.. places.Select(place => new ClusterConfig
            {
                ClusterId = place.Path,
                Destinations = new Dictionary<string, DestinationConfig> { ["one"] = new() { Address = place.Server.ToString() } },
            })]);
        var app = builder.Build();
        app.MapReverseProxy();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new PathProxy(app);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
