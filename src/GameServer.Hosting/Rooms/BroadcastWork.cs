namespace GameServer.Hosting.Rooms;

/// <summary>An event that a viewer's service tells everybody in the room (chat).</summary>
/// <typeparam name="T">The event's params.</typeparam>
internal sealed class BroadcastWork<T>(RoomViewer from, string name, T parameters) : IRoomWork
{
    /// <inheritdoc/>
    public void Run(Room room)
    {
        from.EndWait();
        room.Broadcast(name, parameters);
    }
}
