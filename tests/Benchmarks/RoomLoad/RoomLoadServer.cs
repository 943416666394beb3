using System.Diagnostics;
using System.Text.Json;
using GameServer.Hosting;
using GameServer.Tanks;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Benchmarks.RoomLoad;

/// <summary>
/// The server process of the load: the real one, on one core, driven over standard input. Each line it reads is a
/// command and is answered by one line: <c>begin</c>, <c>end</c> (the report), <c>stop</c>.
/// </summary>
internal static class RoomLoadServer
{
    public const string Verb = "rooms-server";

    public static async Task<int> RunAsync(string[] args)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Urls"] = "http://127.0.0.1:0",
            ["ConnectionStrings:GameServer"] = $"Data Source={Path.Combine(args[0], "load.db")}",
            ["Limits:ConnectionsPerAddress"] = "0",
            ["Limits:GuestsPerAddressPerMinute"] = "0",
        });
        builder.AddGameServer().AddGame<TankGame>("tank").AddService<ITankService, TankService>("tank");
        await using var app = builder.Build();
        app.MapGameServer();
        using var recorder = new TickRecorder();
        await app.StartAsync();
        Console.WriteLine(app.Urls.First());

        var processor = TimeSpan.Zero;
        var since = 0L;
        while (Console.ReadLine() is { } command && command != "stop")
        {
            using var process = Process.GetCurrentProcess();
            if (command == "begin")
            {
                processor = process.TotalProcessorTime;
                since = Stopwatch.GetTimestamp();
                recorder.Begin();
                Console.WriteLine("begun");
            }
            else
            {
                var used = (process.TotalProcessorTime - processor) / Stopwatch.GetElapsedTime(since);
                Console.WriteLine(JsonSerializer.Serialize(new ServerReport(used, process.WorkingSet64, recorder.End())));
            }
        }

        await app.StopAsync();
        return 0;
    }
}

/// <summary>What the server process says at the end.</summary>
/// <param name="Cores">Processor seconds a second.</param>
/// <param name="Resident">Resident bytes.</param>
/// <param name="Ticks">What its rooms measured.</param>
internal sealed record ServerReport(double Cores, long Resident, TickReport Ticks);
