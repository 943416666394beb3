using System.Net;
using Microsoft.Extensions.Options;

namespace GameServer.Hosting.Operations;

internal sealed class ProxyOptionsValidator : IValidateOptions<ProxyOptions>
{
    public ValidateOptionsResult Validate(string? name, ProxyOptions options)
    {
        var range = new OptionsRange(ProxyOptions.Section);
        foreach (var (index, address) in options.KnownProxies.Index())
        {
            range.Must(
                IPAddress.TryParse(address, out _), $"{nameof(options.KnownProxies)}:{index}", address, "be an IP address");
        }

        foreach (var (index, network) in options.KnownNetworks.Index())
        {
            range.Must(
                IPNetwork.TryParse(network, out _),
                $"{nameof(options.KnownNetworks)}:{index}",
                network,
                "be a network such as 10.1.2.0/24");
        }

        return range.Result;
    }
}
