using System.Diagnostics.Metrics;
using GameServer.Games;
using GameServer.Hosting.Rooms;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Logging.Abstractions;

namespace Benchmarks.Micro;

/// <summary>Makes rooms that no loop runs.</summary>
internal static class BenchmarkRoom
{
    public static Room Of(Func<Game> game)
    {
        var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var metrics = new RoomMetrics(services.GetRequiredService<IMeterFactory>());
        return new Room(
            "room",
            new GameRegistration("game", game().GetType(), game),
            seed: 1,
            new RoomServices(new RoomOptions(), new NoAwards(), metrics, NullLogger<Room>.Instance, TimeProvider.System)).Open();
    }

    private sealed class NoAwards : IAwardSink
    {
        public void Award(long accountId, string name, int points)
        {
        }

        public void Pay(long accountId, int coins, string item)
        {
        }
    }
}
