using System.Net;
using System.Net.Sockets;

namespace GameServer.Hosting.Operations;

/// <summary>An address that a server listens on, as Kestrel writes it.</summary>
/// <param name="Scheme"><c>http</c> or <c>https</c>.</param>
/// <param name="Host">A name, an address, or a sign for all addresses.</param>
/// <param name="Port">The port.</param>
/// <param name="Path">A path behind the host; empty in an address that can be listened on.</param>
internal readonly record struct BoundAddress(string Scheme, string Host, int Port, string Path = "")
{
    /// <summary>True for a Unix socket or a named pipe, which has no port.</summary>
    public bool IsFile => Host.StartsWith("unix:/", StringComparison.OrdinalIgnoreCase) || Host.StartsWith("pipe:/", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether every address of the machine is meant.</summary>
    public bool IsAny => Host is "*" or "+" or "0.0.0.0" or "[::]";

    /// <summary>The reason why nothing can listen here, in the system's words; null where something could.</summary>
    public string? WhyNot()
    {
        if (IsFile)
        {
            return null;
        }

        if (Host == "localhost")
        {
            return WhyNot(IPAddress.Loopback) ?? (Socket.OSSupportsIPv6 ? WhyNot(IPAddress.IPv6Loopback) : null);
        }

        // For a name Kestrel listens on every address.
        return IPAddress.TryParse(Host.Trim('[', ']'), out var address) ? WhyNot(address) : WhyNot(IPAddress.Any);
    }

    private string? WhyNot(IPAddress address)
    {
        try
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(address, Port));
            return null;
        }
        catch (SocketException exception)
        {
            return exception.Message;
        }
    }

    /// <summary>Reads an address such as <c>http://[::]:5080</c> or <c>http://*:5080</c>.</summary>
    /// <param name="text">The address.</param>
    public static BoundAddress Parse(string text)
    {
        var parsed = Microsoft.AspNetCore.Http.BindingAddress.Parse(text.Trim());
        return new BoundAddress(parsed.Scheme.ToLowerInvariant(), parsed.Host, parsed.Port, parsed.PathBase);
    }

    /// <summary>A URL that reaches it from this machine, or by another host where all addresses are meant.</summary>
    /// <param name="host">The host for an address that means all.</param>
    public Uri On(string host) => new UriBuilder(Scheme, IsAny ? host : Host, Port).Uri;

    /// <summary>Every URL that one can open: this machine's first, then those of the network.</summary>
    /// <param name="network">This machine's addresses in the network.</param>
    public IEnumerable<Uri> Openable(IEnumerable<IPAddress> network)
    {
        yield return On("localhost");
        if (IsAny)
        {
            foreach (var address in network.Where(static address => address.AddressFamily == AddressFamily.InterNetwork))
            {
                yield return On(address.ToString());
            }
        }
    }
}
