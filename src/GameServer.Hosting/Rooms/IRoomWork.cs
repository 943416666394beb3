using GameServer.Rpc.Dispatch;

namespace GameServer.Hosting.Rooms;

/// <summary>Something that waits to be done by a room's loop.</summary>
internal interface IRoomWork
{
    /// <summary>Does it. Called by the room's loop, between two steps.</summary>
    /// <param name="room">The room.</param>
    void Run(Room room);

    /// <summary>The room has ended and will not do it: a caller that waits for it must hear so.</summary>
    void Refuse()
    {
    }

    /// <summary>
    /// The room's loop hangs in the game: a caller that waits for this must hear so now. The loop may be in the middle of
    /// <see cref="Run"/>, or run it later. Called from any thread, perhaps more than once; must neither block nor throw.
    /// </summary>
    /// <param name="reason">What a caller is answered with.</param>
    void GiveUp(ReportedException reason)
    {
    }
}
