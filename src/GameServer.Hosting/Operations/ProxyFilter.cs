using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace GameServer.Hosting.Operations;

/// <summary>
/// Takes a client's address, scheme and host from the proxies that are known, before anything else looks at a request:
/// limits by address, the rule of origins and the log.
/// </summary>
internal sealed class ProxyFilter(IOptions<ProxyOptions> options) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next)
    {
        var known = options.Value;
        if (known.KnownProxies.Count + known.KnownNetworks.Count == 0)
        {
            // ASP.NET Core's own takes an empty list for everybody.
            return next;
        }

        var forwarded = new ForwardedHeadersOptions
        {
            ForwardedHeaders =
                ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost,
            // From the nearest backwards, as far as each is known itself.
            ForwardLimit = null,
        };
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var address in known.KnownProxies)
        {
            forwarded.KnownProxies.Add(IPAddress.Parse(address));
        }

        foreach (var network in known.KnownNetworks)
        {
            forwarded.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(network));
        }

        return app =>
        {
            app.UseForwardedHeaders(forwarded);
            next(app);
        };
    }
}
