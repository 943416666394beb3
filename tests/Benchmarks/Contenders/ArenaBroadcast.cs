using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Benchmarks.Contenders;

/// <summary>Moves the arena and has it sent, thirty times a second.</summary>
/// <param name="send">Sends the entities to whoever is connected.</param>
internal sealed class ArenaBroadcast(Func<IReadOnlyList<ArenaEntity>, Task> send) : BackgroundService
{
    /// <summary>Adds it, where the stage is the broadcast.</summary>
    public static void AddTo(WebApplicationBuilder builder, string stage, Func<IServiceProvider, Func<IReadOnlyList<ArenaEntity>, Task>> send)
    {
        if (stage == Stages.Broadcast)
        {
            builder.Services.AddHostedService(services => new ArenaBroadcast(send(services)));
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var arena = new Arena();
        using var timer = new PeriodicTimer(Arena.Period);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            arena.Step();
            await send(arena.Entities);
        }
    }
}
