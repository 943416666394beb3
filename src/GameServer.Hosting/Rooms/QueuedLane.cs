using System.Collections.Concurrent;
using GameServer.Rpc;

namespace GameServer.Hosting.Rooms;

/// <summary>Commands that are applied all and in order: each waits in the room's inbox.</summary>
/// <typeparam name="T">The command.</typeparam>
internal sealed class QueuedLane<T>(Seat seat) : CommandLane<T>, IRoomWork
    where T : struct
{
    // Bounded by RoomViewer.BeginWait: one entry here for each of the viewer's entries in the inbox.
    private readonly ConcurrentQueue<T> _waiting = new();

    /// <inheritdoc/>
    public override void Post(in T command)
    {
        seat.Viewer.BeginWait();
        _waiting.Enqueue(command);
        if (!seat.Room.Inbox.TryPost(this))
        {
            throw Refusal.JoinRoomFirst();
        }
    }

    /// <inheritdoc/>
    public void Run(Room room)
    {
        seat.Viewer.EndWait();
        if (_waiting.TryDequeue(out var command) && !seat.IsGone)
        {
            room.Apply(seat.Player, command);
        }
    }
}
