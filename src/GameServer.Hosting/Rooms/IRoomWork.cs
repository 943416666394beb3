namespace GameServer.Hosting.Rooms;

/// <summary>Something that waits to be done by a room's loop.</summary>
internal interface IRoomWork
{
    /// <summary>Does it. Called by the room's loop, between two steps.</summary>
    /// <param name="room">The room.</param>
    void Run(Room room);

    /// <summary>The room has ended and will not do it: whoever waits for it must hear so.</summary>
    void Refuse()
    {
    }
}
