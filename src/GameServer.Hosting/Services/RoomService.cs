using GameServer.Hosting.Rooms;
using GameServer.Hosting.Sessions;
using GameServer.Services;

namespace GameServer.Hosting.Services;

/// <inheritdoc cref="IRoomService"/>
internal sealed class RoomService(CallerSession caller, RoomDirectory rooms) : IRoomService
{
    public IReadOnlyList<RoomInfo> List() => rooms.List();

    public Task<Joined> JoinAsync(string? game, string? room, CancellationToken cancellation) =>
        caller.Player.JoinAsync(rooms, game, room, cancellation);

    public Task<Joined> WatchAsync(string? game, string? room, CancellationToken cancellation) =>
        caller.Player.WatchAsync(rooms, game, room, cancellation);

    public Task LeaveAsync() => caller.Player.LeaveAsync();
}
