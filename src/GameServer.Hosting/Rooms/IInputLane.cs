namespace GameServer.Hosting.Rooms;

/// <summary>A lane from which the room applies one input a tick.</summary>
internal interface IInputLane
{
    /// <summary>Applies the oldest input that waits, if there is one. Called by the room's loop, once a tick.</summary>
    /// <param name="room">The room.</param>
    void ApplyNext(Room room);

    /// <summary>Forgets the inputs that wait. Called by the room's loop.</summary>
    void Clear();
}
