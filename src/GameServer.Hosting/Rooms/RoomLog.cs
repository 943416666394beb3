using Microsoft.Extensions.Logging;

namespace GameServer.Hosting.Rooms;

/// <summary>The log's lines about entering and leaving a room. Each page that is opened has a spectator: a line for those is for debugging.</summary>
internal static partial class RoomLog
{
    public static void Entered(ILogger logger, Room room, RoomViewer viewer)
    {
        if (viewer.Player is { } player)
        {
            PlayerEntered(logger, player.Name, viewer.Viewer.AccountId, room.Id, room.Game);
        }
        else
        {
            SpectatorEntered(logger, viewer.Viewer.AccountId, room.Id, room.Game);
        }
    }

    public static void Left(ILogger logger, Room room, RoomViewer viewer)
    {
        if (viewer.Player is { } player)
        {
            PlayerLeft(logger, player.Name, viewer.Viewer.AccountId, room.Id, room.Game);
        }
        else
        {
            SpectatorLeft(logger, viewer.Viewer.AccountId, room.Id, room.Game);
        }
    }

    [LoggerMessage(1120, LogLevel.Information, "{Player}, account {Account}, entered room {Room} of {Game}")]
    private static partial void PlayerEntered(ILogger logger, string player, long? account, string room, string game);

    [LoggerMessage(1121, LogLevel.Information, "{Player}, account {Account}, left room {Room} of {Game}")]
    private static partial void PlayerLeft(ILogger logger, string player, long? account, string room, string game);

    [LoggerMessage(1122, LogLevel.Debug, "A spectator, account {Account}, entered room {Room} of {Game}")]
    private static partial void SpectatorEntered(ILogger logger, long? account, string room, string game);

    [LoggerMessage(1123, LogLevel.Debug, "A spectator, account {Account}, left room {Room} of {Game}")]
    private static partial void SpectatorLeft(ILogger logger, long? account, string room, string game);
}
