using System.Buffers;
using GameServer.Games;

namespace GameServer.Rpc.Protocol;

/// <summary>
/// One way to write messages. Adding a format is one subclass and one registration. Instances are shared by all
/// connections and threads, and hold no state of a connection.
/// </summary>
public abstract class WireFormat
{
    /// <summary>The reason why values of a type cannot be written in every format, as far as its declaration tells; null where they can.</summary>
    /// <param name="type">The type.</param>
    public static string? ProblemOfWriting(Type type) => WireTypes.ProblemOfWriting(type);

    /// <summary>The WebSocket subprotocol that chooses this format.</summary>
    public abstract string Subprotocol { get; }

    /// <summary>Whether messages are text; otherwise they are binary.</summary>
    public abstract bool IsText { get; }

    /// <summary>Finds the parts of a message and checks that all of it parses. Never throws.</summary>
    /// <param name="message">One message, or one member of a batch.</param>
    /// <param name="arguments">Receives where a call's arguments lie.</param>
    public abstract Envelope ReadEnvelope(ReadOnlySpan<byte> message, ArgumentList? arguments = null);

    /// <summary>Finds the members of a message whose kind is <see cref="EnvelopeKind.Batch"/>.</summary>
    /// <param name="message">The message, which was found to parse.</param>
    /// <param name="members">Receives them in order.</param>
    public abstract void ReadBatch(ReadOnlySpan<byte> message, ICollection<Slice> members);

    /// <summary>Decodes text.</summary>
    /// <param name="value">A text value of a message that was found to parse.</param>
    /// <param name="destination">Receives the characters.</param>
    /// <returns>How many there are, or -1 when they do not fit or are no valid text.</returns>
    public abstract int CopyText(ReadOnlySpan<byte> value, Span<char> destination);

    /// <summary>The UTF-8 of a text: a part of the value, where it stands there as it is.</summary>
    /// <param name="value">A value of a message that was found to parse.</param>
    /// <param name="scratch">Where text is decoded that does not stand there as it is.</param>
    /// <param name="text">Receives it.</param>
    /// <returns>Whether it is text, and fits where it must be decoded.</returns>
    public abstract bool TryGetText(ReadOnlySpan<byte> value, Span<byte> scratch, out ReadOnlySpan<byte> text);

    /// <summary>Whether a value is null.</summary>
    /// <param name="value">A value of a message that was found to parse.</param>
    public abstract bool IsNull(ReadOnlySpan<byte> value);

    /// <summary>Reads a value. Numbers that are not finite are refused.</summary>
    /// <typeparam name="T">A primitive, an enum, or a record, class or struct of such, or a collection of them.</typeparam>
    /// <param name="value">A value of a message that was found to parse.</param>
    /// <exception cref="UnreadableValueException">It does not fit the type.</exception>
    public abstract T Read<T>(ReadOnlyMemory<byte> value);

    /// <summary>What reads values of one type, found once and used for many.</summary>
    /// <typeparam name="T">As for <see cref="Read{T}"/>.</typeparam>
    public abstract ValueReader<T> ReaderOf<T>();

    /// <summary>What writes values of one type, found once and used for many.</summary>
    /// <typeparam name="T">As for <see cref="WriteValue{T}"/>, or anything else that can be a result; <see cref="object"/>
    /// for the runtime type.</typeparam>
    public abstract ValueWriter<T> WriterOf<T>();

    /// <summary>Writes the reply to a call that succeeded, up to its result, which is to be written then.</summary>
    /// <param name="output">Receives the message.</param>
    public abstract void BeginResult(IBufferWriter<byte> output);

    /// <summary>Writes what comes behind the result.</summary>
    /// <param name="output">Receives the rest of the message.</param>
    /// <param name="id">The call's id as it came.</param>
    public abstract void EndResult(IBufferWriter<byte> output, ReadOnlySpan<byte> id);

    /// <summary>Writes the reply to a call that failed.</summary>
    /// <param name="output">Receives one whole message.</param>
    /// <param name="id">The call's id as it came; empty where none could be read, which is written as null.</param>
    /// <param name="code">One of <see cref="ErrorCodes"/>, or a service's own.</param>
    /// <param name="message">A sentence for the client's developer.</param>
    /// <param name="data">Plain data, or null for none: no key in JSON, nil in MessagePack.</param>
    public abstract void WriteError(IBufferWriter<byte> output, ReadOnlySpan<byte> id, int code, string message, object? data);

    /// <summary>Joins replies to one batch.</summary>
    /// <param name="output">Receives one whole message.</param>
    /// <param name="bytes">What the replies are parts of.</param>
    /// <param name="replies">The replies, at least one.</param>
    public abstract void WriteBatch(IBufferWriter<byte> output, ReadOnlySpan<byte> bytes, ReadOnlySpan<Slice> replies);

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
