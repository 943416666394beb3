using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace GameServer.Hosting.Tests.Infrastructure;

/// <summary>The whole program on a loopback port, with a database of its own.</summary>
public sealed class RunningServer : WebApplicationFactory<Program>
{
    private readonly Dictionary<string, string> _settings;
    private readonly Action<IServiceCollection>? _configure;

    private RunningServer(TemporaryFolder folder, Dictionary<string, string> settings, Action<IServiceCollection>? configure)
    {
        Folder = folder;
        _settings = settings;
        _configure = configure;
        // Not UseKestrel(0): the program starts by itself once it is built, and the factory would set the port too late.
        UseKestrel();
        StartServer();
        var address = Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Url = new UriBuilder(address) { Host = "127.0.0.1" }.Uri;
        WebSocketUrl = WebSocketUrlOf(Url);
    }

    public TemporaryFolder Folder { get; }

    public string DatabasePath => Path.Combine(Folder.Path, "gameserver.db");

    public Uri Url { get; }

    public Uri WebSocketUrl { get; }

    /// <summary>Starts a server. One in the same folder as an earlier one has its data.</summary>
    public static RunningServer Start(
        TemporaryFolder folder, Dictionary<string, string>? settings = null, Action<IServiceCollection>? configure = null) =>
        new(folder, settings ?? [], configure);

    /// <summary>Where clients connect at a server, or at what stands before one.</summary>
    public static Uri WebSocketUrlOf(Uri url) => new UriBuilder(url) { Scheme = url.Scheme == "https" ? "wss" : "ws", Path = "/ws" }.Uri;

    public Task<TestClient> ConnectAsync(string? subprotocol = "gameserver.v1.json") =>
        TestClient.ConnectAsync(WebSocketUrl, subprotocol);

    /// <summary>A client that comes from another address of this machine.</summary>
    /// <param name="address">An address of the loopback network, such as 127.0.0.2.</param>
    public Task<TestClient> ConnectFromAsync(string address) =>
        TestClient.ConnectAsync(WebSocketUrl, "gameserver.v1.json", (_, handler) => TestClient.ComeFrom(handler, address));

    /// <summary>A client that has signed in as a guest.</summary>
    public async Task<TestClient> GuestAsync(string? name = null, string? subprotocol = "gameserver.v1.json")
    {
        var client = await ConnectAsync(subprotocol);
        await client.CallAsync("login.guest", new { name });
        return client;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseContentRoot(TestRepository.Root);
        // As it is deployed; the factory's own choice is Development.
        builder.UseEnvironment("Production");
        builder.UseSetting("urls", "http://127.0.0.1:0");
        builder.UseSetting("ConnectionStrings:GameServer", $"Data Source={DatabasePath}");
        // What the tests are about is not how long a hash takes.
        builder.UseSetting("Accounts:PasswordIterations", "1000");
        builder.UseSetting("Drain:Seconds", "0");
        // The meters of all servers of this process would be in it.
        builder.UseSetting("Metrics:Address", "");
        builder.UseSetting("Serilog:MinimumLevel:Default", "Warning");
        foreach (var (key, value) in _settings)
        {
            builder.UseSetting(key, value);
        }

        if (_configure is not null)
        {
            builder.ConfigureTestServices(_configure);
        }
    }
}
