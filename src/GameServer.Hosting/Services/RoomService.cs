using GameServer.Hosting.Operations;
using GameServer.Hosting.Rooms;
using GameServer.Hosting.Sessions;
using GameServer.Rpc;
using GameServer.Services;

namespace GameServer.Hosting.Services;

/// <inheritdoc cref="IRoomService"/>
internal sealed class RoomService(CallerSession caller, RoomDirectory rooms, DrainState drain) : IRoomService
{
    public IReadOnlyList<RoomInfo> List() => rooms.List();

    public Task<Joined> JoinAsync(string? game, string? room, CancellationToken cancellation)
    {
        RefuseWhileDraining();
        return caller.Player.JoinAsync(rooms, game, room, cancellation);
    }

    public Task<Joined> WatchAsync(string? game, string? room, CancellationToken cancellation)
    {
        RefuseWhileDraining();
        return caller.Player.WatchAsync(rooms, game, room, cancellation);
    }

    public Task LeaveAsync() => caller.Player.LeaveAsync();

    private void RefuseWhileDraining()
    {
        if (drain.IsDraining)
        {
            throw new RpcException(ErrorCodes.Draining, "The server is stopping.");
        }
    }
}
