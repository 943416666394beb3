namespace EndToEnd.Tests.Infrastructure;

/// <summary><c>npm run dev</c>, in a copy of the source tree, so that a test may change files.</summary>
/// <param name="process">Vite's process.</param>
/// <param name="source">The top folder of the copy.</param>
internal sealed class DevServer(ServerProcess process, string source) : IAsyncDisposable
{
    /// <summary>The top folder of the copy.</summary>
    public string Source => source;

    /// <summary>The address of the page.</summary>
    public Uri Url => process.Url;

    /// <summary>Starts it, and waits until it says where it listens.</summary>
    /// <param name="source">An empty folder for the copy.</param>
    /// <param name="server">The game server that it hands sockets on to.</param>
    public static async Task<DevServer> StartAsync(string source, Uri server)
    {
        await Repository.CopyToAsync(source);
        var web = Path.Combine(source, "src", "web");
        Directory.CreateSymbolicLink(Path.Combine(web, "node_modules"), Path.Combine(Repository.Root, "src", "web", "node_modules"));
        // Not by npm, which would be the process that is ended, and leave its child behind.
        var start = Cli.Command(web, "node", "node_modules/vite/bin/vite.js", "--port", "0", "--host", "127.0.0.1");
        start.Environment["GAMESERVER_URL"] = server.GetLeftPart(UriPartial.Authority);
        start.Environment["NO_COLOR"] = "1";
        return new DevServer(await ServerProcess.StartAsync(start), source);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => process.DisposeAsync();
}
