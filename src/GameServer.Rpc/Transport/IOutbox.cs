using System.Buffers;

namespace GameServer.Rpc.Transport;

/// <summary>
/// What waits to be sent on one connection. Replies and events leave in one order, each with a bound; the snapshot lane
/// is a flag: a snapshot is made only when the one before has been handed to the socket. Whoever puts something in may be
/// the one who writes it, but never waits for it. Safe for any thread.
/// </summary>
public interface IOutbox
{
    /// <summary>
    /// Queues an event as one whole message. Where it does not fit, the connection is closed with 1013, never is one
    /// lost in silence. After closing, messages are ignored.
    /// </summary>
    /// <param name="message">The bytes; copied before this returns.</param>
    void Send(ReadOnlySpan<byte> message);

    /// <summary>Whether the last snapshot has been handed to the socket, so that a next one may be offered.</summary>
    bool WantsSnapshot { get; }

    /// <summary>True from when the connection begins to close: nothing new is taken in.</summary>
    bool IsClosing => false;

    /// <summary>Queues a snapshot. Call it only from the room's loop and only when <see cref="WantsSnapshot"/>.</summary>
    /// <param name="message">One whole message; copied before this returns.</param>
    void SendSnapshot(ReadOnlySpan<byte> message);

    /// <summary>
    /// Forgets a snapshot that waits, because the viewer has left the room that it shows: replies and events go first,
    /// and behind the reply to the next <c>room.join</c> it would be taken for that room's. One that is being written
    /// is out before any reply that is queued from now on.
    /// </summary>
    void DropSnapshot();

    /// <summary>More follows at once: what is put in until <see cref="Release"/> leaves together, in one write.</summary>
    void Hold();

    /// <summary>No more follows. Once for each <see cref="Hold"/>.</summary>
    void Release();
}
