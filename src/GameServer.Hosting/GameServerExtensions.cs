using GameServer.Hosting.Accounts;
using GameServer.Hosting.Declarations;
using GameServer.Hosting.Operations;
using GameServer.Hosting.Persistence;
using GameServer.Hosting.Rooms;
using GameServer.Hosting.Services;
using GameServer.Hosting.Sessions;
using GameServer.Rpc;
using GameServer.Rpc.Dispatch;
using GameServer.Services;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace GameServer.Hosting;

/// <summary>Puts a game server into a web application.</summary>
public static class GameServerExtensions
{
    /// <summary>Where clients connect.</summary>
    public const string RpcPath = "/ws";

    /// <summary>Adds the server with its built-in services: login, room, chat, leaderboard, wallet and server.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <returns>What takes the games, and services of your own.</returns>
    public static GameServerBuilder AddGameServer(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddHostedService<DeclarationCheck>();
        services.AddRpc().AddRooms().AddSessions().AddAccounts().AddPersistence().AddOperations();
        var server = new GameServerBuilder(services)
            .AddService<ILoginService, LoginService>("login")
            .AddService<IRoomService, RoomService>("room")
            .AddService<IChatService, ChatService>("chat")
            .AddService<ILeaderboardService, LeaderboardService>("leaderboard")
            .AddService<IWalletService, WalletService>("wallet")
            .AddService<IServerService, ServerService>("server")
            .AddService<IAdminService, AdminService>("admin");
        Declared.In(services).BuiltIn.UnionWith(services.Select(static one => one.ImplementationInstance).OfType<ServiceRegistration>().Select(static one => one.Prefix));
        return server;
    }

    /// <summary>
    /// Maps <c>/ws</c>, and <c>/health/live</c> (the program runs) and <c>/health/ready</c> (it takes people in).
    /// A WebSocket's request forgets its headers once it is accepted: middleware that wants them reads them before.
    /// </summary>
    /// <param name="app">The application.</param>
    public static WebApplication MapGameServer(this WebApplication app)
    {
        app.MapRpc(RpcPath);
        app.MapHealthChecks(HealthPaths.Live, new() { Predicate = static _ => false });
        app.MapHealthChecks(HealthPaths.Ready, new() { ResponseWriter = HealthAnswer.WriteAsync });
        return app;
    }
}
