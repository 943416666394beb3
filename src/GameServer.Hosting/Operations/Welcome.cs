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
        foreach (var url in bound.SelectMany(static address => BoundAddress.Parse(address).Openable(Network())).Distinct())
        {
            Open(logger, url.GetLeftPart(UriPartial.Authority) + path);
        }

        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static IEnumerable<IPAddress> Network() =>
        from adapter in NetworkInterface.GetAllNetworkInterfaces()
        where adapter.OperationalStatus == OperationalStatus.Up
            && adapter.NetworkInterfaceType != NetworkInterfaceType.Loopback
        from address in adapter.GetIPProperties().UnicastAddresses
        select address.Address;

    [LoggerMessage(1001, LogLevel.Information, "Open {Url}")]
    private static partial void Open(ILogger logger, string url);
}
