namespace GameServer.Rpc.Transport;

/// <summary>
/// A line that carries whole messages: what a WebSocket, a TCP connection or a test's pair of queues have in common.
/// One reader and one writer may use it at a time. A line that is lost ends the reading; it never throws there.
/// </summary>
public interface ITransport
{
    /// <summary>Waits for a message. Its bytes are valid until the next call.</summary>
    ValueTask<Inbound> ReadAsync();

    /// <summary>Sends one whole message.</summary>
    /// <param name="message">The bytes; not used any more when the task has ended.</param>
    /// <exception cref="IOException">The line is lost.</exception>
    ValueTask WriteAsync(ReadOnlyMemory<byte> message);

    /// <summary>Tells the other side why the line ends. Nothing is written after it; reading goes on.</summary>
    /// <param name="reason">Why.</param>
    /// <exception cref="IOException">The line is lost.</exception>
    ValueTask CloseAsync(CloseReason reason);

    /// <summary>Cuts the line: what waits in it is lost, and reading and writing end at once.</summary>
    void Abort();
}
