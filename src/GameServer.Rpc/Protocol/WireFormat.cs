using System.Buffers;
using GameServer.Games;

namespace GameServer.Rpc.Protocol;

/// <summary>
/// One way to write messages. Adding a format is one subclass and one registration. Instances are shared by all
/// connections and threads, and hold no state of a connection.
/// </summary>
public abstract class WireFormat
{
    /// <summary>The WebSocket subprotocol that chooses this format.</summary>
    public abstract string Subprotocol { get; }

    /// <summary>Whether messages are text; otherwise they are binary.</summary>
    public abstract bool IsText { get; }

    /// <summary>Writes a value as an object of the format, ready for <see cref="WriteEvent"/>.</summary>
    /// <typeparam name="T">A record, class or struct whose public properties become the keys, in camel case.</typeparam>
    /// <param name="output">Receives the bytes.</param>
    /// <param name="value">The value.</param>
    public abstract void WriteValue<T>(IBufferWriter<byte> output, T value);

    /// <summary>Writes a notification whose params are an object that begins with <c>event</c>.</summary>
    /// <param name="output">Receives one whole message.</param>
    /// <param name="method">The event's name.</param>
    /// <param name="number">The event's number in its session.</param>
    /// <param name="parameters">An object as <see cref="WriteValue{T}"/> wrote it: encoded once, sent to many.</param>
    public abstract void WriteEvent(IBufferWriter<byte> output, string method, long number, ReadOnlySpan<byte> parameters);

    /// <summary>Writes an entity in full: one piece for <c>entered</c>.</summary>
    /// <param name="output">Receives the piece.</param>
    /// <param name="layout">The entity's kind.</param>
    /// <param name="id">The entity's id.</param>
    /// <param name="values">Quantised values: the public fields', or for the owner all fields'.</param>
    public abstract void WriteFull(IBufferWriter<byte> output, EntityLayout layout, int id, ReadOnlySpan<int> values);

    /// <summary>Writes what changed of an entity since the tick before: one piece for <c>changed</c>.</summary>
    /// <param name="output">Receives the piece.</param>
    /// <param name="layout">The entity's kind.</param>
    /// <param name="id">The entity's id.</param>
    /// <param name="mask">Bit n is set when field n changed; never 0.</param>
    /// <param name="values">All quantised values now.</param>
    /// <param name="before">All quantised values of the tick before.</param>
    public abstract void WriteDelta(
        IBufferWriter<byte> output, EntityLayout layout, int id, uint mask, ReadOnlySpan<int> values, ReadOnlySpan<int> before);

    /// <summary>Writes one viewer's <c>room.snapshot</c> notification from pieces that were written before.</summary>
    /// <param name="output">Receives one whole message.</param>
    /// <param name="snapshot">What is in it.</param>
    public abstract void WriteSnapshot(IBufferWriter<byte> output, in SnapshotParts snapshot);
}
