using Microsoft.Extensions.Configuration;

namespace GameServer.Hosting.Operations;

/// <summary>
/// Asks a running server whether it is ready, from the command line: images for running .NET hold no curl.
/// </summary>
public static class HealthProbe
{
    /// <summary>The verb: <c>GameServer.dll --health [url]</c>.</summary>
    public const string Verb = "--health";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    /// <summary>Asks.</summary>
    /// <param name="configuration">Says where the server listens, unless <c>health</c> in it is a URL.</param>
    /// <returns>The process's exit code: 0 when the server is ready, otherwise 1.</returns>
    public static async Task<int> RunAsync(IConfiguration configuration)
    {
        // Whoever asks himself meets his own certificate, which need not be made out to "localhost".
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
        using var client = new HttpClient(handler) { Timeout = Patience };
        try
        {
            using var response = await client.GetAsync(new Uri(Target(configuration), HealthPaths.Ready));
            return response.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return 1;
        }
    }

    /// <summary>Where the server of a configuration can be reached from its own machine.</summary>
    /// <param name="configuration">The configuration, environment and command line included.</param>
    internal static Uri Target(IConfiguration configuration)
    {
        if (Uri.TryCreate(configuration["health"], UriKind.Absolute, out var told))
        {
            return told;
        }

        var urls = (configuration["urls"] ?? string.Empty).Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Concat(configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"]).OfType<string>())
            .Concat(Ports(configuration, "http"))
            .Concat(Ports(configuration, "https"))
            .Append("http://localhost:5000")
            .ToList();
        return BoundAddress.Parse(urls.Find(static url => url.StartsWith("http:", StringComparison.OrdinalIgnoreCase)) ?? urls[0])
            .On("localhost");
    }

    private static IEnumerable<string> Ports(IConfiguration configuration, string scheme) =>
        (configuration[$"{scheme}_ports"] ?? string.Empty).Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(port => $"{scheme}://*:{port.Trim()}");
}
