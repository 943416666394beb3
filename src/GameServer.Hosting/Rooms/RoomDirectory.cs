using GameServer.Services;

namespace GameServer.Hosting.Rooms;

/// <summary>Finds rooms by id or game, opens them when the others are full, and closes the empty ones.</summary>
public sealed class RoomDirectory
{
    /// <summary>The games' names in the order of registration; the first is the one meant where none is named.</summary>
    public IReadOnlyList<string> Games => throw new NotSupportedException();

    /// <summary>The open rooms.</summary>
    public IReadOnlyList<RoomInfo> List() => throw new NotSupportedException();

    /// <summary>Gives a viewer a seat: in the room named, or in the fullest one that has a place, or in a new one.</summary>
    /// <param name="game">A game's name; null for the first.</param>
    /// <param name="room">A room's id; null for any.</param>
    /// <param name="viewer">Who sits down.</param>
    /// <param name="name">The name to show.</param>
    /// <param name="cancellation">Gives up; a seat that was taken meanwhile is left again.</param>
    /// <exception cref="Rpc.RpcException">1007, 1008, 1010, or 1005 when too many wait at the door.</exception>
    public Task<RoomAttachment> JoinAsync(
        string? game, string? room, IViewer viewer, string name, CancellationToken cancellation) =>
        throw new NotSupportedException();

    /// <summary>Lets a viewer look at the room named, or at the fullest one, or at a new one.</summary>
    /// <param name="game">A game's name; null for the first.</param>
    /// <param name="room">A room's id; null for any.</param>
    /// <param name="viewer">Who looks.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="Rpc.RpcException">1007, 1008, 1010, or 1005 when too many wait at the door.</exception>
    public Task<RoomAttachment> WatchAsync(string? game, string? room, IViewer viewer, CancellationToken cancellation) =>
        throw new NotSupportedException();

    /// <summary>
    /// From now on nobody is taken in (1010). Every room lets its players go, so that their points are given, and
    /// closes; completes when the last one has.
    /// </summary>
    /// <param name="cancellation">Stops waiting; the rooms close all the same.</param>
    public Task DrainAsync(CancellationToken cancellation) => throw new NotSupportedException();
}
