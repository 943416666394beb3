using GameServer.Rpc.Dispatch;

namespace GameServer.Hosting.Rooms;

/// <summary>A new name for a viewer who has a seat, which all who see that player hear of.</summary>
/// <param name="viewer">The viewer.</param>
/// <param name="name">The name to show.</param>
internal sealed class RenameWork(RoomViewer viewer, string name) : IRoomWork
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the room knows the player by the name, has ended, or hangs.</summary>
    public Task Done => _done.Task;

    /// <inheritdoc/>
    public void Run(Room room)
    {
        room.Rename(viewer, name);
        _done.TrySetResult();
    }

    /// <inheritdoc/>
    public void Refuse() => _done.TrySetResult();

    /// <inheritdoc/>
    public void GiveUp(ReportedException reason) => _done.TrySetResult();
}
