using GameServer.Rpc.Dispatch;

namespace GameServer.Hosting.Rooms;

/// <summary>
/// A viewer who has asked to be let go, which the loop sees by itself. It waits here for the case that the loop does not
/// come: then the viewer goes without it.
/// </summary>
/// <param name="viewer">The viewer.</param>
internal sealed class LeaveWork(RoomViewer viewer) : IRoomWork
{
    /// <inheritdoc/>
    public void Run(Room room)
    {
    }

    /// <inheritdoc/>
    public void GiveUp(ReportedException reason) => viewer.Cut();
}
