using System.Net;
using System.Net.NetworkInformation;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GameServer.Hosting.Operations;

/// <summary>Says, once the server runs, which URLs one can open.</summary>
internal sealed partial class Welcome(IServer server, IOptions<PathBase> pathBase, ILogger<Welcome> logger) : IHostedLifecycleService
{
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        var path = pathBase.Value.Path is { Length: > 0 } below ? below + "/" : "";
        var bound = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        foreach (var address in bound.SelectMany(Openable).Distinct())
        {
            Open(logger, address + path);
        }

        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // A Unix socket, for a proxy, has no URL.
    private static IEnumerable<string> Openable(string bound) => BoundAddress.Parse(bound) is { IsFile: false } address
        ? address.Openable(Network()).Select(static url => url.GetLeftPart(UriPartial.Authority))
        : [bound];

    private static IEnumerable<IPAddress> Network() =>
        from adapter in NetworkInterface.GetAllNetworkInterfaces()
        where adapter.OperationalStatus == OperationalStatus.Up
            && adapter.NetworkInterfaceType != NetworkInterfaceType.Loopback
        from address in adapter.GetIPProperties().UnicastAddresses
        select address.Address;

    [LoggerMessage(1001, LogLevel.Information, "Open {Url}")]
    private static partial void Open(ILogger logger, string url);
}
