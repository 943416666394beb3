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
    /// <returns>The process's exit code, 0.</returns>
    /// <exception cref="Exception">The server is not ready; the message says why.</exception>
    public static async Task<int> RunAsync(string[] args)
    {
        VerbHost.RequireSettings(IsUrl(args) ? args[1..] : args);
        var target = Target(args);
        // A server that asks itself meets its own certificate, which need not be made out to "localhost".
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
        using var client = new HttpClient(handler) { Timeout = Patience };
        try
        {
            using var response = await client.GetAsync(new Uri(target, HealthPaths.Ready));
            if (response.IsSuccessStatusCode)
            {
                return 0;
            }

            var body = (await response.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            throw new InvalidOperationException($"The server at {target} is not ready: {string.Join(' ', body.Prepend($"{(int)response.StatusCode}"))}");
        }
        catch (HttpRequestException exception)
        {
            throw new InvalidOperationException($"No server answers at {target}: {exception.Message}", exception);
        }
        catch (OperationCanceledException exception)
        {
            throw new InvalidOperationException($"No server answers at {target} within {Patience.TotalSeconds} seconds.", exception);
        }
    }

    /// <summary>Where the server can be reached from its own machine.</summary>
    /// <param name="args">The command line after the verb.</param>
    internal static Uri Target(string[] args)
    {
        if (IsUrl(args))
        {
            return new Uri(args[0]);
        }

        return Target(new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(ContentRoot.Find(args), "appsettings.json"), optional: true)
            .AddEnvironmentVariables("ASPNETCORE_")
            .AddEnvironmentVariables("DOTNET_")
            .AddEnvironmentVariables()
            .AddCommandLine(args)
            .Build());
    }

    private static bool IsUrl(string[] args) =>
        args is [var told, ..] && Uri.TryCreate(told, UriKind.Absolute, out var url) && url.Scheme is "http" or "https";

    /// <summary>Where the server of a configuration can be reached from its own machine.</summary>
    /// <param name="configuration">The configuration, environment and command line included.</param>
    internal static Uri Target(IConfiguration configuration)
    {
        string[] urls = [.. ListenSettings.Of(configuration).Select(static setting => setting.Url).DefaultIfEmpty(ListenSettings.Default)];
        BoundAddress[] bound = [.. urls.Select(BoundAddress.Parse).Where(static address => !address.IsFile)];
        return bound.Length == 0
            ? throw new InvalidOperationException($"{urls[0]} is not asked; name a URL: '{ProgramName.Command} health URL'.")
            : bound.OrderBy(static address => address.Scheme == "http" ? 0 : 1).First().On("localhost");
    }
}
