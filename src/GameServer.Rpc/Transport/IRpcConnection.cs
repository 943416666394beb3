using GameServer.Rpc.Protocol;

namespace GameServer.Rpc.Transport;

/// <summary>One client's line, whatever carries it.</summary>
public interface IRpcConnection
{
    /// <summary>A name for logs, unique while the process lives.</summary>
    string Id { get; }

    /// <summary>The client's address without port, for limits by address.</summary>
    string RemoteAddress { get; }

    /// <summary>The agreed format.</summary>
    WireFormat Format { get; }

    /// <summary>What waits to be sent.</summary>
    IOutbox Outbox { get; }

    /// <summary>Cancelled when the line is closed or lost.</summary>
    CancellationToken Closed { get; }

    /// <summary>
    /// Ends the line: no further message is taken in, calls that run are let finish, and their replies and what waits
    /// in the outbox are sent first (all within the send time-out), then the close frame. So a service may close the
    /// line that called it, and its reply still arrives. Returns at once; a second call changes nothing.
    /// </summary>
    /// <param name="reason">What the client is told.</param>
    void Close(CloseReason reason);
}
