using System.Security.Cryptography;
using GameServer.Rpc.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GameServer.Hosting.Rooms;

/// <summary>Puts the rooms into the container.</summary>
internal static class RoomsServiceCollectionExtensions
{
    /// <summary>
    /// Adds the <see cref="RoomDirectory"/> and the options section <c>Rooms</c>. The directory needs
    /// <see cref="GameRegistration"/>s and an <see cref="IAwardSink"/> in the container.
    /// </summary>
    /// <param name="services">The container's services.</param>
    public static IServiceCollection AddRooms(this IServiceCollection services)
    {
        services.AddCheckedOptions<RoomOptions>(RoomOptions.Section, static (rooms, range) => rooms.Check(range));
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<RoomMetrics>();
        services.AddSingleton<LoopQueue>();
        services.TryAddSingleton<ILoopScheduler, LoopThreads>();
        services.AddSingleton(provider => new RoomServices(
            provider.GetRequiredService<IOptions<RoomOptions>>().Value,
            provider.GetRequiredService<IAwardSink>(),
            provider.GetRequiredService<RoomMetrics>(),
            provider.GetRequiredService<ILogger<Room>>(),
            provider.GetRequiredService<TimeProvider>()));
        return services.AddSingleton(provider => new RoomDirectory(
            provider.GetServices<GameRegistration>(),
            provider.GetRequiredService<ILoopScheduler>(),
            provider.GetRequiredService<RoomServices>(),
            provider.GetRequiredService<RoomServices>().Options.Seed ?? RandomNumberGenerator.GetInt32(int.MaxValue)));
    }
}
