using System.Globalization;
using System.Net;
using Microsoft.Extensions.Configuration;

namespace GameServer.Hosting.Operations;

/// <summary>The settings that say where the server listens: ASP.NET Core's own.</summary>
internal static class ListenSettings
{
    /// <summary>The key of the addresses.</summary>
    public const string Urls = "urls";

    /// <summary>The section of endpoints, which ASP.NET Core takes instead of <see cref="Urls"/> where it is given.</summary>
    public const string Endpoints = "Kestrel:Endpoints";

    /// <summary>The address where none is configured.</summary>
    public const string Default = "http://localhost:5000";

    private const string Rule = "a URL such as http://0.0.0.0:5080";

    /// <summary>The configured addresses, each with its key.</summary>
    /// <param name="configuration">The configuration, environment and command line included.</param>
    public static IEnumerable<(string Key, string Url)> Of(IConfiguration configuration) =>
        Split(configuration[Urls]).Select(static url => (Urls, url))
            .Concat(
                from endpoint in configuration.GetSection(Endpoints).GetChildren()
                let url = endpoint["Url"]
                where url is not null
                select (endpoint.Path + ":Url", url))
            .Concat(Ports(configuration, "http"))
            .Concat(Ports(configuration, "https"));

    /// <summary>The wrong addresses, a line each.</summary>
    /// <param name="configuration">The configuration, environment and command line included.</param>
    public static IEnumerable<string> Problems(IConfiguration configuration)
    {
        foreach (var endpoint in configuration.GetSection(Endpoints).GetChildren().Where(static endpoint => endpoint["Url"] is null))
        {
            yield return $"{endpoint.Path}:Url is missing; it must be {Rule}.";
        }

        foreach (var (key, url) in Of(configuration))
        {
            if (key.EndsWith("_ports", StringComparison.Ordinal))
            {
                var port = url[(url.LastIndexOf(':') + 1)..];
                if (!ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out _))
                {
                    yield return $"{key} is '{port}'; it must be ports from 0 to 65535, with ; between them.";
                }
            }
            else if (ProblemOf(url) is { } rule)
            {
                yield return $"{key} is '{url}'; it must be {rule}.";
            }
        }
    }

    private static IEnumerable<(string Key, string Url)> Ports(IConfiguration configuration, string scheme) =>
        Split(configuration[$"{scheme}_ports"]).Select(port => ($"{scheme}_ports", $"{scheme}://*:{port}"));

    private static string[] Split(string? value) =>
        (value ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string? ProblemOf(string url)
    {
        BoundAddress address;
        try
        {
            address = BoundAddress.Parse(url);
        }
        catch (FormatException)
        {
            return Rule;
        }

        return address.Scheme is not ("http" or "https") || address.Host.Length == 0 ? Rule
            : address.IsFile ? null
            // What is no number is no port, and stays with the host.
            : address.Host.Contains(':', StringComparison.Ordinal) && !IPAddress.TryParse(address.Host, out _) ? Rule
            : address.Port is < 0 or > 65535 ? $"{Rule}, with a port from 0 to 65535"
            : address.Path.Length > 0 ? $"{Rule}, without a path"
            : address is { Port: 0, Host: "localhost" } ? "http://127.0.0.1:0 for any free port"
            : null;
    }
}
