using GameServer.Rpc.Dispatch;
using GameServer.Services;

namespace GameServer.Hosting.Rooms;

/// <summary>Somebody who has a place in a room comes back on a new line, and must know how the room is now.</summary>
/// <param name="viewer">Who.</param>
internal sealed class RenewWork(RoomViewer viewer) : IRoomWork
{
    private readonly TaskCompletionSource<Joined?> _renewed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The answer of <c>room.join</c>, as of now; null when the room, or the place in it, has
    /// ended, or the room hangs.</summary>
    public Task<Joined?> Renewed => _renewed.Task;

    /// <inheritdoc/>
    public void Run(Room room) => _renewed.TrySetResult(room.Renew(viewer));

    /// <inheritdoc/>
    public void Refuse() => _renewed.TrySetResult(null);

    /// <inheritdoc/>
    public void GiveUp(ReportedException reason) => _renewed.TrySetResult(null);
}
