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
}
