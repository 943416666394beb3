using GameServer.Rpc.Configuration;

namespace GameServer;

/// <summary>Configuration section <c>Metrics</c>: where Prometheus finds them.</summary>
internal sealed class MetricsOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Metrics";

    /// <summary>
    /// The address of <c>/metrics</c>, by default of this machine alone; empty for none. It is another one than the
    /// game's: players are not served the metrics.
    /// </summary>
    public string Address { get; set; } = "http://127.0.0.1:9464";

    /// <summary>Names the limits of the options.</summary>
    /// <param name="range">Collects what is wrong.</param>
    internal void Check(OptionsRange range) => range.Must(
        string.IsNullOrEmpty(Address) || IsAddress(Address), nameof(Address), Address, "be empty or an address such as http://127.0.0.1:9464");

    private static bool IsAddress(string text)
    {
        try
        {
            var address = Microsoft.AspNetCore.Http.BindingAddress.Parse(text);
            // What is no number is no port, and stays with the host.
            return address is { Scheme: "http", PathBase: "", Port: > 0 and <= 65535 }
                && (!address.Host.Contains(':', StringComparison.Ordinal) || System.Net.IPAddress.TryParse(address.Host, out _));
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
