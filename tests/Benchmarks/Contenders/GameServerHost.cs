using GameServer.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace Benchmarks.Contenders;

/// <summary>
/// This server as its users put it together. Switched off by configuration are the limits that would stop a load test:
/// all lines come from one address, and call more often than players do.
/// </summary>
internal sealed class GameServerHost : BenchServer
{
    private readonly DirectoryInfo _folder;

    private GameServerHost(WebApplication app, DirectoryInfo folder)
        : base(app) => _folder = folder;

    public static GameServerHost Of(string stage)
    {
        var folder = Directory.CreateTempSubdirectory("gameserver-benchmark");
        var builder = Builder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:GameServer"] = $"Data Source={Path.Combine(folder.FullName, "benchmark.db")}",
            ["Limits:CallsPerSecond"] = "0",
            ["Limits:SignInSeconds"] = "0",
            ["Limits:ConnectionsPerAddress"] = "0",
            ["Limits:GuestsPerAddressPerMinute"] = "0",
        });
        var server = builder.AddGameServer().AddService<IBenchService, BenchService>("bench");
        if (stage == Stages.Broadcast)
        {
            server.AddGame<BenchGame>("arena").AddGame<TellGame>("tell");
        }

        var app = builder.Build();
        app.MapGameServer();
        return new GameServerHost(app, folder);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
