namespace GameServer.Hosting.Rooms;

/// <summary>Somebody at a room's door. His place is reserved, or it is the one that he has already.</summary>
/// <param name="viewer">Who.</param>
/// <param name="name">The name to show; null for one who only watches.</param>
/// <param name="earlier">Himself in the same room, whose place he gives up for this one; null where he has none.</param>
/// <param name="keepsPlace">Whether the place of that one is of the same kind, so that none was reserved.</param>
internal sealed class EnterWork(IViewer viewer, string? name, RoomViewer? earlier = null, bool keepsPlace = false) : IRoomWork
{
    private readonly TaskCompletionSource<RoomAttachment?> _entered =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>His attachment; null when the room has no place after all, or ended.</summary>
    public Task<RoomAttachment?> Entered => _entered.Task;

    /// <inheritdoc/>
    public void Run(Room room)
    {
        if (keepsPlace)
        {
            room.MakeWay(earlier!);
        }

        var newcomer = new RoomViewer(viewer);
        var entered = name is null ? room.AddWatcher(newcomer) : room.AddPlayer(newcomer, name);
        if (entered is not null && earlier is not null && !keepsPlace)
        {
            // At once, or he would hear what happens next twice.
            room.GiveUp(earlier);
        }

        _entered.SetResult(entered);
    }

    /// <inheritdoc/>
    public void Refuse() => _entered.TrySetResult(null);
}
