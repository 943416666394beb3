using System.Diagnostics.Metrics;
using GameServer.Hosting;
using GameServer.Hosting.Accounts;
using GameServer.Hosting.Operations;
using GameServer.Hosting.Rooms;
using GameServer.Hosting.Services;
using GameServer.Hosting.Sessions;
using GameServer.Rpc;
using GameServer.Rpc.Dispatch;
using GameServer.Rpc.Protocol;
using GameServer.Services;
using GameServer.Simulation.Tests.Network;
using GameServer.Simulation.Tests.Play;
using GameServer.Simulation.Tests.Stores;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GameServer.Simulation.Tests.Machine;

/// <summary>One run of the server's program: the product's own registrations, with what would leave the thread replaced.</summary>
internal sealed class SimulatedServer : IDisposable
{
    private readonly ServiceProvider _provider;
    private readonly RpcServer _server;
    private readonly WireFormat[] _formats;
    private readonly MetricsWatch _metrics;

    public SimulatedServer(int seed, VirtualTime time, SimulatedDatabase database, Settings settings)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings.Configuration(seed)).Build());
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning).AddProvider(Log));
        services.AddSingleton<TimeProvider>(time);
        services.AddSingleton<IAccountStore>(database).AddSingleton<ITokenStore>(database).AddSingleton<IScoreStore>(database);
        services.AddSingleton<IStandingStore>(database).AddSingleton<IWalletStore>(database.Wallets).AddSingleton<IAwardSink>(database);
        services.AddSingleton<SimulatedLoops>();
        services.AddSingleton<ILoopScheduler>(provider => provider.GetRequiredService<SimulatedLoops>());
        services.AddSingleton<DispatcherFactory>(static () => new SimulatedDispatcher());
        services.AddRpc().AddRooms().AddSessions().AddAccounts().AddOperations();
        new GameServerBuilder(services)
            .AddService<ILoginService, LoginService>("login")
            .AddService<IRoomService, RoomService>("room")
            .AddService<IChatService, ChatService>("chat")
            .AddService<ILeaderboardService, LeaderboardService>("leaderboard")
            .AddService<IWalletService, WalletService>("wallet")
            .AddService<IServerService, ServerService>("server")
            .AddItems<Bakery>()
            .AddGame<Pond>("pond");
        _provider = services.BuildServiceProvider();
        _metrics = new MetricsWatch(_provider.GetRequiredService<IMeterFactory>());
        _server = _provider.GetRequiredService<RpcServer>();
        _formats = [.. _provider.GetServices<WireFormat>()];
        Loops = _provider.GetRequiredService<SimulatedLoops>();
        Sessions = _provider.GetRequiredService<SessionDirectory>();
        Callers = _provider.GetRequiredService<ConnectedCallers>();
    }

    public LogWatch Log { get; } = new();

    public SimulatedLoops Loops { get; }

    public SessionDirectory Sessions { get; }

    public ConnectedCallers Callers { get; }

    /// <summary>Connections that are served.</summary>
    public int Serving { get; private set; }

    /// <summary>Whether it takes nobody in any more.</summary>
    public bool IsDraining { get; private set; }

    /// <summary>Gauges that count up and down and are not at 0.</summary>
    public IEnumerable<string> OpenMetrics => _metrics.NotZero;

    /// <summary>What broke out of the server, if anything did.</summary>
    public Exception? Fault { get; private set; }

    public void Accept(Link link, string address) => _ = ServeAsync(link, address);

    /// <summary>What SIGTERM does, up to where Kestrel would stop.</summary>
    public async Task DrainAsync()
    {
        IsDraining = true;
        await ActivatorUtilities.CreateInstance<Drain>(_provider).StoppingAsync(CancellationToken.None);
    }

    public void Dispose()
    {
        _metrics.Dispose();
        _provider.Dispose();
    }

    private async Task ServeAsync(Link link, string address)
    {
        Serving++;
        try
        {
            var format = _formats.Single(one => one.IsText == link.IsText);
            await _server.ServeAsync($"line {link.Number}", address, format, link.Server, CancellationToken.None);
        }
        catch (Exception exception)
        {
            Fault = exception;
        }

        Serving--;

        // As the web server does when the endpoint has returned.
        link.Server.Abort();
    }
}
