namespace GameServer.Rpc.Transport;

/// <summary>
/// A line that carries whole messages: what a WebSocket, a TCP connection or a test's pair of queues have in common.
/// One reader and one writer may use it at a time. A line that is lost ends the reading; it never throws there.
/// </summary>
public interface ITransport
{
    /// <summary>Takes a message; at once, as long as there are some that have come, else waits for one. Its bytes are
    /// valid until the next call.</summary>
    ValueTask<Inbound> ReadAsync();

    /// <summary>Puts one whole message into the next write. Not while one is under way.</summary>
    /// <param name="message">The bytes; copied before this returns.</param>
    void Append(ReadOnlySpan<byte> message);

    /// <summary>Writes what was put in, together where the line can. Never holds up the thread that calls it.</summary>
    /// <exception cref="IOException">The line is lost.</exception>
    ValueTask FlushAsync();

    /// <summary>Tells the other side why the line ends. Nothing is written after it; reading goes on.</summary>
    /// <param name="reason">Why.</param>
    /// <exception cref="IOException">The line is lost.</exception>
    ValueTask CloseAsync(CloseReason reason);

    /// <summary>Cuts the line: what waits in it is lost, and reading and writing end at once.</summary>
    void Abort();
}
