namespace GameServer.Games;

/// <summary>A player's place in a room, as services see it: commands go in, nothing comes out.</summary>
public interface ISeat
{
    /// <summary>The room's id.</summary>
    string RoomId { get; }

    /// <summary>The game's name.</summary>
    string Game { get; }

    /// <summary>Who sits here.</summary>
    Player Player { get; }

    /// <summary>
    /// Gives the room a command for its next step. Inputs (<see cref="IInput{TSelf}"/>) always find a place, since
    /// older ones are merged; other commands wait in a bounded queue. May be called from any thread.
    /// </summary>
    /// <typeparam name="TCommand">A struct with <see cref="CommandAttribute"/>.</typeparam>
    /// <param name="command">The command.</param>
    /// <exception cref="Rpc.RpcException">1004 when the room's game does not take such commands, 1005 when the queue
    /// is full.</exception>
    void Post<TCommand>(in TCommand command)
        where TCommand : struct;
}
