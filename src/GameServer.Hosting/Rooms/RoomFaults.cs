using GameServer.Games;
using GameServer.Rpc;
using GameServer.Rpc.Dispatch;
using Microsoft.Extensions.Logging;

namespace GameServer.Hosting.Rooms;

/// <summary>Tells the log, in one line each, what a room's game did wrong.</summary>
/// <param name="room">The room's id.</param>
/// <param name="game">The game's name.</param>
/// <param name="activity">Which member it was.</param>
/// <param name="services">The log, the meter and the clock.</param>
internal sealed partial class RoomFaults(string room, string game, RoomActivity activity, RoomServices services)
{
    // One for each command that the game takes, and for each event that services tell in rooms: few, and known when the
    // program starts.
    private readonly Dictionary<object, LogThrottle> _throttles = [];
    private readonly ILogger _logger = services.Logger;

    /// <summary>The room ends by it.</summary>
    /// <returns>What those who wait for the room are answered with.</returns>
    public ReportedException Room(Exception error, int tick)
    {
        var reference = ReportedException.NewReference();
        services.Metrics.Failed();
        LogFailed(_logger, LoggableException.Of(error), room, game, activity, tick, reference);
        return new ReportedException(reference, error);
    }

    /// <summary>A player does not come in by it.</summary>
    /// <returns>What the player's call is answered with.</returns>
    public Exception Join(Exception error, string player, int tick)
    {
        if (error is RpcException refusal)
        {
            return refusal;
        }

        var reference = ReportedException.NewReference();
        LogJoin(_logger, LoggableException.Of(error), activity, player, room, game, tick, reference);
        return new ReportedException(reference, error);
    }

    /// <summary>A player's command is given up.</summary>
    public void Command(Type command, Exception error, Player player, int tick)
    {
        services.Metrics.CommandFailed();
        if (error is RpcException refusal)
        {
            if (MayLog((command, "refused"), out var refused))
            {
                LogRefused(_logger, command.Name, player.Name, room, game, tick, refusal.Code, refusal.Message, refused);
            }
        }
        else if (MayLog(command, out var count))
        {
            LogCommand(_logger, LoggableException.Of(error), command.Name, player.Name, room, game, tick, count);
        }
    }

    /// <summary>An event that a service tells in the room is given up.</summary>
    public void Broadcast(string name, Exception error, int tick)
    {
        if (MayLog(name, out var count))
        {
            LogBroadcast(_logger, LoggableException.Of(error), name, room, game, tick, count);
        }
    }

    /// <summary>The game does not return.</summary>
    /// <returns>What those who wait for the room are answered with.</returns>
    public ReportedException Hung(int tick, double seconds, bool isDebugged)
    {
        var reference = ReportedException.NewReference();
        if (isDebugged)
        {
            LogDebugged(_logger, game, activity, room, tick, seconds);
        }
        else
        {
            services.Metrics.Hung(1);
            LogHung(_logger, game, activity, room, tick, seconds, reference);
        }

        return new ReportedException(reference);
    }

    /// <summary>The game that did not return has returned.</summary>
    public void Returned(int tick)
    {
        services.Metrics.Hung(-1);
        LogReturned(_logger, game, activity, room, tick);
    }

    private bool MayLog(object what, out int count)
    {
        if (!_throttles.TryGetValue(what, out var throttle))
        {
            _throttles.Add(what, throttle = new LogThrottle(services.Time));
        }

        return throttle.TryTake(out count);
    }

    [LoggerMessage(1103, LogLevel.Error,
        "Room {Room} of the game {Game} failed in {Member} in tick {Tick} and was closed, reference {Reference}")]
    private static partial void LogFailed(
        ILogger logger, Exception error, string room, string game, RoomActivity member, int tick, string reference);

    [LoggerMessage(1110, LogLevel.Error,
        "{Member} failed for the player {Player}, who is not let into room {Room} of the game {Game} in tick {Tick}, reference {Reference}")]
    private static partial void LogJoin(
        ILogger logger, Exception error, RoomActivity member, string player, string room, string game, int tick, string reference);

    [LoggerMessage(1111, LogLevel.Error,
        "The command {Command} of the player {Player} failed in room {Room} of the game {Game} in tick {Tick} and was given up; {Count} since the last such line")]
    private static partial void LogCommand(
        ILogger logger, Exception error, string command, string player, string room, string game, int tick, int count);

    [LoggerMessage(1112, LogLevel.Information,
        "The command {Command} of the player {Player} was refused in room {Room} of the game {Game} in tick {Tick}: {Code} {Reason}; {Count} since the last such line")]
    private static partial void LogRefused(
        ILogger logger, string command, string player, string room, string game, int tick, int code, string reason, int count);

    [LoggerMessage(1113, LogLevel.Error,
        "The event {Event} could not be told in room {Room} of the game {Game} in tick {Tick}; {Count} since the last such line")]
    private static partial void LogBroadcast(
        ILogger logger, Exception error, string @event, string room, string game, int tick, int count);

    [LoggerMessage(1114, LogLevel.Error,
        "The game {Game} has not returned from {Member} in room {Room} in tick {Tick} for {Seconds:F0} s: the room takes nobody in, and the others go on by another thread, reference {Reference}")]
    private static partial void LogHung(
        ILogger logger, string game, RoomActivity member, string room, int tick, double seconds, string reference);

    [LoggerMessage(1115, LogLevel.Warning,
        "The game {Game} returned from {Member} in room {Room} in tick {Tick} after all")]
    private static partial void LogReturned(ILogger logger, string game, RoomActivity member, string room, int tick);

    [LoggerMessage(1116, LogLevel.Warning,
        "The game {Game} has not returned from {Member} in room {Room} in tick {Tick} for {Seconds:F0} s; nothing is done about it while a debugger is attached")]
    private static partial void LogDebugged(
        ILogger logger, string game, RoomActivity member, string room, int tick, double seconds);
}
