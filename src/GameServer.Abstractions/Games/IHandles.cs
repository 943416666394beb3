namespace GameServer.Games;

/// <summary>A game that takes a command. The server finds a game's commands by these interfaces.</summary>
/// <typeparam name="TCommand">A struct with <see cref="CommandAttribute"/>.</typeparam>
public interface IHandles<TCommand>
    where TCommand : struct
{
    /// <summary>
    /// Applies a player's command. Called by the room's loop only, before the step it belongs to. When this throws, the
    /// command is given up, the log says so (once a minute, room and command, with a count), and the room goes on; what was
    /// changed before the throw stays. An <see cref="Rpc.RpcException"/> is a refusal, and is logged as information.
    /// </summary>
    /// <param name="player">Who asks.</param>
    /// <param name="command">What is asked. Its values come from the wire: check ranges here or in the service.</param>
    void Apply(Player player, in TCommand command);
}
