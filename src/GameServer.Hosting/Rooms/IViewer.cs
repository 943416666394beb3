using GameServer.Rpc.Protocol;
using GameServer.Rpc.Transport;

namespace GameServer.Hosting.Rooms;

/// <summary>
/// Somebody who receives a room: a session, as rooms see it. Its line may be replaced under it (a resumed session):
/// the room sends a full snapshot whenever <see cref="Outbox"/> is another one than before.
/// </summary>
public interface IViewer
{
    /// <summary>The format of the line that <see cref="Outbox"/> belongs to.</summary>
    WireFormat Format { get; }

    /// <summary>Where the viewer's messages go.</summary>
    IOutbox Outbox { get; }

    /// <summary>Whose points are kept; null for somebody who is not signed in.</summary>
    long? AccountId { get; }

    /// <summary>
    /// Gives an event the session's next number and queues it, as one act: no event with a higher number may be queued
    /// before it. Called from room loops; must neither block nor throw.
    /// </summary>
    /// <param name="message">The event. It is valid during the call only.</param>
    void SendEvent(in EncodedEvent message);

    /// <summary>
    /// The room ended under the viewer (it failed, or the server drains): seat and attachment are of no use any more.
    /// <c>room.closed</c> has been sent. Called from room loops; must neither block nor throw.
    /// </summary>
    void RoomClosed();
}
