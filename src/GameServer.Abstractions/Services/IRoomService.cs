using GameServer.Games;
using GameServer.Rpc;

namespace GameServer.Services;

/// <summary>Finds rooms, and gives seats in them.</summary>
public interface IRoomService
{
    /// <summary>The open rooms.</summary>
    [RpcMethod("list")]
    IReadOnlyList<RoomInfo> List();

    /// <summary>Takes a seat; another room is left, unless the seat is refused. Snapshots follow the reply.</summary>
    /// <param name="game">A game's name; where none is given, the server's first.</param>
    /// <param name="room">A room's id; where none is given, the fullest one that has a place, or a new one.</param>
    /// <param name="cancellation">Ends the wait when the caller is gone.</param>
    /// <exception cref="RpcException">1007, 1008, 1010.</exception>
    [RpcMethod("join"), RequiresSignIn]
    Task<Joined> JoinAsync(string? game = null, string? room = null, CancellationToken cancellation = default);

    /// <summary>Looks at a room without a seat or a sign-in; a later join or watch ends it.</summary>
    /// <param name="game">A game's name; where none is given, the server's first.</param>
    /// <param name="room">A room's id; where none is given, the fullest one, or a new one.</param>
    /// <param name="cancellation">Ends the wait when the caller is gone.</param>
    /// <exception cref="RpcException">1007, 1010.</exception>
    [RpcMethod("watch")]
    Task<Joined> WatchAsync(string? game = null, string? room = null, CancellationToken cancellation = default);

    /// <summary>Leaves the seat, or ends watching; without either, nothing happens.</summary>
    [RpcMethod("leave")]
    Task LeaveAsync();
}

/// <summary>An open room.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Game">Its game's name.</param>
/// <param name="Players">How many people sit in it.</param>
/// <param name="Bots">How many bots play in it.</param>
/// <param name="Capacity">How many people may sit in it.</param>
public sealed record RoomInfo(string Id, string Game, int Players, int Bots, int Capacity);

/// <summary>The reply to <c>room.join</c> and <c>room.watch</c>.</summary>
/// <param name="Room">The room.</param>
/// <param name="You">The caller's player in the room; 0 for one who watches.</param>
/// <param name="TickRate">Steps, and snapshots at the most, a second.</param>
/// <param name="Schema">How entities are written in snapshots.</param>
/// <param name="Players">Everybody in the room, bots included.</param>
/// <param name="World">What the game tells each joining client once; its shape is the game's.</param>
public sealed record Joined(
    RoomInfo Room, int You, int TickRate, IReadOnlyList<EntityKind> Schema, IReadOnlyList<RoomPlayer> Players, object? World);

/// <summary>A player in a room, as the others see him.</summary>
/// <param name="Id">The player's number in this room.</param>
/// <param name="Name">The name to show; text, not markup.</param>
/// <param name="Bot">Whether the game itself plays this one.</param>
public sealed record RoomPlayer(int Id, string Name, bool Bot);

/// <summary>One kind of entity in the schema.</summary>
/// <param name="Name">The kind's name.</param>
/// <param name="FirstId">Its ids run from here to <paramref name="LastId"/>.</param>
/// <param name="LastId">The last of its ids.</param>
/// <param name="Fields">Its fields in the order of the wire.</param>
public sealed record EntityKind(string Name, int FirstId, int LastId, IReadOnlyList<SchemaField> Fields);

/// <summary>One field of an entity in the schema.</summary>
/// <param name="Name">The field's name.</param>
/// <param name="Kind"><c>integer</c>, <c>number</c>, <c>boolean</c> or <c>enumeration</c>.</param>
/// <param name="Step">What one quantised step stands for.</param>
/// <param name="Angle">Whether it is radians in [0, 2π).</param>
/// <param name="OwnerOnly">Whether only the entity's owner receives it.</param>
/// <param name="Values">An enumeration's names in order from 0; otherwise empty.</param>
public sealed record SchemaField(
    string Name, FieldKind Kind, double Step, bool Angle, bool OwnerOnly, IReadOnlyList<string> Values);
