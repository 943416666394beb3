using System.Net;
using System.Net.Sockets;
using GameServer.Rpc.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GameServer.Rpc.Tests.Sockets;

/// <summary>Kestrel on the sockets that <c>AddRpc</c> gives it, with nothing between a connection's bytes and a test.</summary>
internal sealed class SocketServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private SocketServer(WebApplication app) => _app = app;

    public LogLines Log => _app.Services.GetRequiredService<LogLines>();

    /// <summary>Serves each connection by a delegate. One thread serves all sockets.</summary>
    public static async Task<SocketServer> StartAsync(ConnectionDelegate serve)
    {
        var builder = WebApplication.CreateSlimBuilder();
        var log = new LogLines();
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Warning).AddProvider(log);
        builder.Configuration.AddInMemoryCollection([new("Network:Threads", "1")]);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(
            kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Use(_ => serve)));
        builder.Services.AddSingleton(log);
        builder.Services.AddRpc();
        var app = builder.Build();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new SocketServer(app);
    }

    public async Task<Socket> ConnectAsync()
    {
        var address = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, new Uri(address).Port, TestContext.Current.CancellationToken);
        return socket;
    }

    public async ValueTask DisposeAsync()
    {
        using var hurry = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _app.StopAsync(hurry.Token);
        await _app.DisposeAsync();
    }
}
