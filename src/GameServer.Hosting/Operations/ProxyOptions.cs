using System.Net;
using GameServer.Rpc.Configuration;

namespace GameServer.Hosting.Operations;

/// <summary>
/// Configuration section <c>Proxy</c>: whose <c>X-Forwarded-For</c>, <c>-Proto</c> and <c>-Host</c> are believed. With
/// nobody, the address of a client is that of the connection.
/// </summary>
public sealed class ProxyOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Proxy";

    /// <summary>Addresses of proxies, such as <c>127.0.0.1</c>.</summary>
    public IList<string> KnownProxies { get; } = [];

    /// <summary>Networks in which nothing but proxies is, such as <c>172.30.80.0/24</c>.</summary>
    public IList<string> KnownNetworks { get; } = [];

    /// <summary>Every entry must be an address or a network.</summary>
    /// <param name="range">Collects what is wrong.</param>
    internal void Check(OptionsRange range)
    {
        foreach (var (index, address) in KnownProxies.Index())
        {
            // 10.1 is 10.0.0.1, of which hardly anybody thinks.
            var isWhole = address.Contains(':', StringComparison.Ordinal) || address.Count(static letter => letter == '.') == 3;
            range.Must(isWhole && IPAddress.TryParse(address, out _), $"{nameof(KnownProxies)}:{index}", address, "be an IP address");
        }

        foreach (var (index, network) in KnownNetworks.Index())
        {
            range.Must(
                IPNetwork.TryParse(network, out _),
                $"{nameof(KnownNetworks)}:{index}",
                network,
                "be a network such as 10.1.2.0/24");
        }
    }
}
