using Microsoft.Extensions.DependencyInjection;

namespace GameServer.Hosting.Rooms;

/// <summary>Puts the rooms into the container.</summary>
internal static class RoomsServiceCollectionExtensions
{
    /// <summary>
    /// Adds the <see cref="RoomDirectory"/>. It needs <see cref="GameRegistration"/>s, an <see cref="IAwardSink"/>, and a
    /// <see cref="TimeProvider"/> in the container.
    /// </summary>
    /// <param name="services">The container's services.</param>
    public static IServiceCollection AddRooms(this IServiceCollection services) => services.AddSingleton<RoomDirectory>();
}
