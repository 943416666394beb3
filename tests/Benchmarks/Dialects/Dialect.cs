using Benchmarks.Contenders;
using Benchmarks.Load;

namespace Benchmarks.Dialects;

/// <summary>
/// All that the load client knows of a contender: how a line is opened, how requests look, and what is in a message
/// that arrives. One object serves all lines of a load; nothing of it may allocate while figures are taken.
/// </summary>
internal abstract class Dialect
{
    /// <summary>The WebSocket's subprotocol, where one is asked for.</summary>
    public virtual string? Subprotocol => null;

    /// <summary>How messages go.</summary>
    public abstract Opcode Opcode { get; }

    /// <summary>The path and query of the upgrade. A contender that hands out seats beforehand is asked for one here.</summary>
    /// <param name="server">Where the server listens.</param>
    /// <param name="line">The line's number.</param>
    public virtual string PathFor(Uri server, int line) => "/ws";

    /// <summary>Says on a new line what must be said before the first call, and waits for the answers.</summary>
    public virtual void Greet(Line line)
    {
    }

    /// <summary>Asks for something while the line is being opened, and waits for the reply.</summary>
    /// <param name="line">The line.</param>
    /// <param name="request">The request as JSON.</param>
    /// <returns>The reply as JSON.</returns>
    public virtual string Ask(Line line, string request) => throw new NotSupportedException();

    /// <summary>A request as a message.</summary>
    /// <param name="id">Its number; also of its reply.</param>
    /// <param name="move">Its arguments.</param>
    public abstract byte[] Call(int id, Move move);

    /// <summary>What an idle connection asks for once, as a message.</summary>
    public virtual byte[] FirstCall() => Call(1, Move.Number(1));

    /// <summary>A request that wants no reply, as a message.</summary>
    public abstract byte[] Steer(Move move);

    /// <summary>Says what a message is: how many replies, and how many things that the server sends by itself.</summary>
    /// <param name="line">Where it came from; to answer what the contender's own protocol asks there.</param>
    /// <param name="message">The message.</param>
    /// <exception cref="IOException">It says that something failed.</exception>
    public abstract Arrived Read(Line line, ReadOnlySpan<byte> message);

    /// <summary>The same message as text, to look into a sample of the replies. May allocate.</summary>
    public abstract string Show(ReadOnlySpan<byte> message);
}

/// <summary>What there is in a message.</summary>
/// <param name="Replies">Replies to calls.</param>
/// <param name="Pushes">Messages of the broadcast.</param>
internal readonly record struct Arrived(int Replies, int Pushes);
