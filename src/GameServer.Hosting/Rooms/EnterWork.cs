namespace GameServer.Hosting.Rooms;

/// <summary>Somebody at a room's door. His place is reserved.</summary>
/// <param name="viewer">Who.</param>
/// <param name="name">The name to show; null for one who only watches.</param>
internal sealed class EnterWork(IViewer viewer, string? name) : IRoomWork
{
    private readonly TaskCompletionSource<RoomAttachment?> _entered =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>His attachment; null when the room has no place after all, or ended.</summary>
    public Task<RoomAttachment?> Entered => _entered.Task;

    /// <inheritdoc/>
    public void Run(Room room)
    {
        var newcomer = new RoomViewer(viewer);
        var entered = name is null ? room.AddWatcher(newcomer) : room.AddPlayer(newcomer, name);
        _entered.SetResult(entered);
    }

    /// <summary>Sends him away.</summary>
    public void Refuse() => _entered.TrySetResult(null);
}
