namespace GameServer.Hosting.Rooms;

/// <summary>
/// Somebody who receives a room: a session, as rooms see it. His line may be lost and replaced while he keeps his place.
/// </summary>
public interface IViewer
{
    /// <summary>
    /// The line as it is now; null while the viewer is away. The room sends a full snapshot whenever it is another one
    /// than before.
    /// </summary>
    ViewerLine? Line { get; }

    /// <summary>Whose points are kept; null for somebody who is not signed in.</summary>
    long? AccountId { get; }

    /// <summary>
    /// Gives an event the session's next number and queues it, as one act: no event with a higher number may be queued
    /// before it. Called from room loops; must neither block nor throw.
    /// </summary>
    /// <param name="message">The event.</param>
    void SendEvent(EventMessage message);

    /// <summary>
    /// The room ended under the viewer (it failed, or the server drains): seat and attachment are of no use any more.
    /// <c>room.closed</c> has been sent. Called from room loops; must neither block nor throw.
    /// </summary>
    void RoomClosed();
}
