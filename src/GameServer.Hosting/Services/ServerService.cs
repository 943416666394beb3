using System.Reflection;
using GameServer.Hosting.Rooms;
using GameServer.Hosting.Sessions;
using GameServer.Rpc.Protocol;
using GameServer.Services;

namespace GameServer.Hosting.Services;

/// <inheritdoc cref="IServerService"/>
internal sealed class ServerService(CallerSession caller, RoomDirectory rooms, IEnumerable<WireFormat> formats) : IServerService
{
    private static readonly AssemblyName Program = (Assembly.GetEntryAssembly() ?? typeof(ServerService).Assembly).GetName();

    public ServerInfo Info()
    {
        var open = rooms.List();
        return new ServerInfo(
            Program.Name ?? "GameServer",
            Program.Version?.ToString(3) ?? "0.0.0",
            [.. formats.Select(format => format.Subprotocol)],
            rooms.Games,
            open.Sum(room => room.Players),
            open.Count);
    }

    public Pong Ping(long seq, double sent) => new(seq, sent, caller.Player.Place?.Tick ?? 0);
}
