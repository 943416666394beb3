using System.Reflection;
using GameServer.Games;

namespace GameServer.Hosting.Rooms;

/// <summary>Makes the lanes of a seat, one for each command that the game takes; compiled once a game.</summary>
internal sealed class CommandLanes
{
    private readonly Func<Seat, CommandLane>[] _makers;

    public CommandLanes(GameRegistration game) =>
        _makers = [.. game.Commands().Select(command => MakerOf(command.Command))];

    /// <summary>New lanes for a seat.</summary>
    public CommandLane[] For(Seat seat) => Array.ConvertAll(_makers, make => make(seat));

    private static Func<Seat, CommandLane> MakerOf(Type command)
    {
        var isInput = command.GetInterfaces().Any(one =>
            one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IInput<>));
        var maker = isInput ? nameof(Input) : nameof(Queued);
        return typeof(CommandLanes).GetMethod(maker, BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(command).CreateDelegate<Func<Seat, CommandLane>>();
    }

    private static InputLane<T> Input<T>(Seat seat)
        where T : struct, IInput<T> => new(seat);

    private static QueuedLane<T> Queued<T>(Seat seat)
        where T : struct => new(seat);
}
