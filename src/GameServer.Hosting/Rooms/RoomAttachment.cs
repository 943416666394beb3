using GameServer.Games;
using GameServer.Rpc;
using GameServer.Services;

namespace GameServer.Hosting.Rooms;

/// <summary>A viewer's tie to a room, with a seat or just watching. Any thread may use it.</summary>
public sealed class RoomAttachment
{
    private readonly Room _room;
    private readonly RoomViewer _viewer;

    internal RoomAttachment(Room room, RoomViewer viewer, Joined reply)
    {
        _room = room;
        _viewer = viewer;
        Reply = reply;
    }

    /// <summary>The viewer's seat; null for one who watches.</summary>
    public ISeat? Seat => _viewer.Seat;

    /// <summary>The room as it was when the viewer came.</summary>
    public RoomInfo Room => Reply.Room;

    /// <summary>What <c>room.join</c> or <c>room.watch</c> answers.</summary>
    public Joined Reply { get; }

    /// <summary>The room's latest step.</summary>
    public int Tick => _room.LatestTick;

    /// <summary>Whether the room has ended, so that this is of no use any more.</summary>
    public bool HasRoomEnded => _viewer.HasRoomEnded;

    /// <summary>The room itself.</summary>
    internal Room In => _room;

    /// <summary>The viewer, as the room knows him.</summary>
    internal RoomViewer Viewer => _viewer;

    /// <summary>
    /// Lets snapshots and events flow: call it once the reply is on its way, so that nothing overtakes it. What the room
    /// tells before is kept until then, also by a room that has ended.
    /// </summary>
    public void Start() => _viewer.Start();

    /// <summary>The viewer comes back on a new line. For one caller at a time.</summary>
    /// <returns>The room as it is now; null when it, or the place in it, has ended, or when the room hangs.</returns>
    public Task<Joined?> RenewAsync()
    {
        var work = new RenewWork(_viewer);
        return _room.Inbox.TryPost(work) ? work.Renewed : Task.FromResult<Joined?>(null);
    }

    /// <summary>Gives the player another name; nothing happens for one who watches. Completes when the room has done it.</summary>
    /// <param name="name">The name to show. An account gets another one once in its life.</param>
    public Task RenameAsync(string name)
    {
        var work = new RenameWork(_viewer, name);
        return _room.Inbox.TryPost(work) ? work.Done : Task.CompletedTask;
    }

    /// <summary>
    /// Ends it; completes when the room has let the viewer go, or when the room hangs. Nothing of the room is sent any more
    /// then.
    /// </summary>
    public Task LeaveAsync()
    {
        if (_viewer.BeginToLeave())
        {
            // A room that takes no work any more has let all its viewers go.
            _room.Inbox.TryPost(new LeaveWork(_viewer));
        }

        return _viewer.Left;
    }

    /// <summary>Tells everybody in the room, those included who watch, at the room's next tick.</summary>
    /// <typeparam name="T">A record or struct of plain data; its properties are the event's params.</typeparam>
    /// <param name="eventName">The event's name on the wire.</param>
    /// <param name="parameters">The event's params.</param>
    /// <exception cref="RpcException">1004 when the room has ended, 1005 when too much waits already.</exception>
    public void Broadcast<T>(string eventName, T parameters)
    {
        _viewer.BeginWait();
        if (!_room.Inbox.TryPost(new BroadcastWork<T>(_viewer, eventName, parameters)))
        {
            throw Refusal.JoinRoomFirst();
        }
    }
}
