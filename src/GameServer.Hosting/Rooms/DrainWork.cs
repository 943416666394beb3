using GameServer.Rpc.Dispatch;

namespace GameServer.Hosting.Rooms;

/// <summary>Waits for a room's end, unless its loop hangs.</summary>
internal sealed class DrainWork : IRoomWork
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the room has ended, or will not for now.</summary>
    public Task Done => _done.Task;

    /// <inheritdoc/>
    public void Run(Room room)
    {
    }

    /// <inheritdoc/>
    public void Refuse() => _done.TrySetResult();

    /// <inheritdoc/>
    public void GiveUp(ReportedException reason) => _done.TrySetResult();
}
