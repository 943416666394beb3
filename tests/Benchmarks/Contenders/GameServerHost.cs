using GameServer.Hosting;
using GameServer.Tanks;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace Benchmarks.Contenders;

/// <summary>
/// This server as its users put it together. Switched off by configuration are the limits that would stop a load test:
/// all lines come from one address, and call more often than players do, but in the game itself. Lines that are gone leave
/// nothing behind, or one turn would weigh upon the next.
/// </summary>
internal sealed class GameServerHost : BenchServer
{
    /// <summary>How many rooms the game is played in at the most.</summary>
    public const int GameRooms = 20;

    private readonly DirectoryInfo _folder;
    private readonly TickRecorder _ticks = new();

    private GameServerHost(WebApplication app, DirectoryInfo folder)
        : base(app) => _folder = folder;

    /// <summary>A server.</summary>
    /// <param name="stage">What for.</param>
    public static GameServerHost Of(string stage)
    {
        var folder = Directory.CreateTempSubdirectory("gameserver-benchmark");
        var builder = Builder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:GameServer"] = $"Data Source={Path.Combine(folder.FullName, "benchmark.db")}",
            ["Limits:ConnectionsPerAddress"] = "0",
            ["Limits:GuestsPerAddressPerMinute"] = "0",
            ["Limits:ResumeSeconds"] = "0",
            ["Rooms:EmptySeconds"] = "0",
        });
        if (stage != Stages.Game)
        {
            builder.Configuration["Limits:CallsPerSecond"] = "0";
            builder.Configuration["Limits:SignInSeconds"] = "0";
        }

        var server = builder.AddGameServer().AddService<IBenchService, BenchService>("bench");
        if (stage == Stages.Broadcast)
        {
            server.AddGame<BenchGame>("arena").AddGame<TellGame>("tell");
        }
        else if (stage == Stages.Game)
        {
            // A game of its own for each room, so that the load says who sits where.
            server.AddService<ITankService, TankService>("tank").AddItems<PaintShop>();
            for (var room = 0; room < GameRooms; room++)
            {
                server.AddGame<TankGame>($"tank{room}");
            }
        }

        var app = builder.Build();
        app.MapGameServer();
        return new GameServerHost(app, folder);
    }

    public override void Begin() => _ticks.Begin();

    public override Dictionary<string, double> End() => _ticks.End();

    public override async ValueTask DisposeAsync()
    {
        _ticks.Dispose();
        await base.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
