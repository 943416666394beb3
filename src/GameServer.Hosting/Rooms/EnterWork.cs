namespace GameServer.Hosting.Rooms;

/// <summary>Somebody at a room's door. His place is reserved, or it is the one that he has already.</summary>
/// <param name="viewer">Who.</param>
/// <param name="name">The name to show; null for one who only watches.</param>
/// <param name="earlier">Himself in the same room, whose place of the same kind he takes over; null where he has none.</param>
internal sealed class EnterWork(IViewer viewer, string? name, RoomViewer? earlier = null) : IRoomWork
{
    private readonly TaskCompletionSource<RoomAttachment?> _entered =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>His attachment; null when the room has no place after all, or ended.</summary>
    public Task<RoomAttachment?> Entered => _entered.Task;

    /// <inheritdoc/>
    public void Run(Room room)
    {
        if (earlier is not null)
        {
            room.MakeWay(earlier);
        }

        var newcomer = new RoomViewer(viewer);
        var entered = name is null ? room.AddWatcher(newcomer) : room.AddPlayer(newcomer, name);
        _entered.SetResult(entered);
    }

    /// <inheritdoc/>
    public void Refuse() => _entered.TrySetResult(null);
}
