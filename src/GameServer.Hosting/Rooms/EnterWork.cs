using GameServer.Rpc.Dispatch;

namespace GameServer.Hosting.Rooms;

/// <summary>Somebody at a room's door. His place is reserved, or it is the one that he has already.</summary>
/// <param name="viewer">Who.</param>
/// <param name="name">The name to show; null for one who only watches.</param>
/// <param name="earlier">The same viewer's earlier place in the room, which is given up for this one; null where there is none.</param>
/// <param name="keepsPlace">Whether the place of that one is of the same kind, so that none was reserved.</param>
internal sealed class EnterWork(IViewer viewer, string? name, RoomViewer? earlier = null, bool keepsPlace = false) : IRoomWork
{
    private readonly TaskCompletionSource<RoomAttachment?> _entered =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>
    /// The viewer's attachment; null when the room has no place after all, or ended. Fails with the caller's answer when the
    /// game does not let the viewer in, or does not return.
    /// </summary>
    public Task<RoomAttachment?> Entered => _entered.Task;

    /// <inheritdoc/>
    public void Run(Room room)
    {
        if (_entered.Task.IsCompleted)
        {
            // The viewer was told that the room hangs, and keeps the earlier place.
            if (!keepsPlace)
            {
                room.PlacesFor(name is not null).Free();
            }

            return;
        }

        if (keepsPlace)
        {
            MakeWay(room);
        }

        var newcomer = new RoomViewer(viewer);
        RoomAttachment? entered;
        try
        {
            entered = name is null ? room.AddWatcher(newcomer) : room.AddPlayer(newcomer, name);
        }
        catch (Exception error)
        {
            _entered.TrySetException(room.JoinFailed(error, name ?? "(a watcher)"));
            TellLost(room);
            return;
        }

        if (entered is not null && earlier is not null && !keepsPlace)
        {
            // At once, or the viewer would hear what happens next twice.
            room.GiveUp(earlier);
        }

        if (!_entered.TrySetResult(entered) && entered is not null)
        {
            // The game returned after the viewer had been told that it does not.
            room.GiveUp(newcomer);
            TellLost(room);
        }
    }

    /// <inheritdoc/>
    public void Refuse() => _entered.TrySetResult(null);

    /// <inheritdoc/>
    public void GiveUp(ReportedException reason) => _entered.TrySetException(reason);

    private void MakeWay(Room room)
    {
        try
        {
            room.MakeWay(earlier!);
        }
        catch
        {
            // The room ends by it, and the viewer is in it no more.
            TellLost(room);
            throw;
        }
    }

    // The earlier place went to the newcomer that did not get in.
    private void TellLost(Room room)
    {
        if (earlier is not null)
        {
            room.TellLost(earlier);
        }
    }
}
