using Microsoft.Extensions.Configuration;

namespace GameServer.Hosting.Operations;

/// <summary>
/// Asks a running server whether it is ready, from the command line: images for running .NET hold no curl. The verb is <c>health [URL]</c>.
/// </summary>
internal static class HealthProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Asks.</summary>
    /// <param name="args">
    /// The command line after the verb: the server's URL, or what the server was started with; where it listens is read
    /// from there, from the environment and from <c>appsettings.json</c>, in this order.
    /// </param>
    /// <returns>The process's exit code: 0 when the server is ready, otherwise 1.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var target = Target(args);
        // A server that asks itself meets its own certificate, which need not be made out to "localhost".
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
        using var client = new HttpClient(handler) { Timeout = Patience };
        try
        {
            using var response = await client.GetAsync(new Uri(target, HealthPaths.Ready));
            return response.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return 1;
        }
    }

    /// <summary>Where the server can be reached from its own machine.</summary>
    /// <param name="args">The command line after the verb.</param>
    internal static Uri Target(string[] args)
    {
        if (args is [var told, ..] && Uri.TryCreate(told, UriKind.Absolute, out var url))
        {
            return url;
        }

        return Target(new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(ContentRoot.Find(args), "appsettings.json"), optional: true)
            .AddEnvironmentVariables("ASPNETCORE_")
            .AddEnvironmentVariables("DOTNET_")
            .AddEnvironmentVariables()
            .AddCommandLine(args)
            .Build());
    }

    /// <summary>Where the server of a configuration can be reached from its own machine.</summary>
    /// <param name="configuration">The configuration, environment and command line included.</param>
    internal static Uri Target(IConfiguration configuration)
    {
        string[] urls = [.. ListenSettings.Of(configuration).Select(static setting => setting.Url).DefaultIfEmpty(ListenSettings.Default)];
        return BoundAddress.Parse(Array.Find(urls, static url => url.StartsWith("http:", StringComparison.OrdinalIgnoreCase)) ?? urls[0])
            .On("localhost");
    }
}
