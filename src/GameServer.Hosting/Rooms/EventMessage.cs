using System.Buffers;
using GameServer.Rpc.Protocol;

namespace GameServer.Hosting.Rooms;

/// <summary>
/// Something that happened, to be told to one or to many: one object for all of them, whose params are encoded once a
/// format, when the first who speaks it needs them. Only the number is each session's own. It never changes, so sessions
/// may keep it, and tell it again in another format. Any thread may use it.
/// </summary>
public abstract class EventMessage
{
    // A list of its own, newest first: there are as many entries as formats.
    private volatile Encoding? _encodings;

    private EventMessage(string name) => Name = name;

    /// <summary>The event's name, which is the notification's method.</summary>
    public string Name { get; }

    /// <summary>An event.</summary>
    /// <typeparam name="T">A record or struct of plain data; its properties are the event's params.</typeparam>
    /// <param name="name">The event's name on the wire.</param>
    /// <param name="parameters">The event's params.</param>
    public static EventMessage Of<T>(string name, in T parameters) => new Typed<T>(name, parameters);

    /// <summary>The params as <see cref="WireFormat.WriteValue{T}"/> writes them.</summary>
    /// <param name="format">The format.</param>
    public ReadOnlyMemory<byte> In(WireFormat format)
    {
        for (var known = _encodings; known is not null; known = known.Earlier)
        {
            if (ReferenceEquals(known.Format, format))
            {
                return known.Bytes;
            }
        }

        var output = new ArrayBufferWriter<byte>(64);
        Encode(format, output);

        // Where two threads come here at once, one of two equal encodings is forgotten.
        _encodings = new Encoding(format, output.WrittenMemory, _encodings);
        return output.WrittenMemory;
    }

    /// <summary>Writes the whole message.</summary>
    /// <param name="output">Receives it.</param>
    /// <param name="format">The format.</param>
    /// <param name="number">The event's number in its session.</param>
    public void Write(IBufferWriter<byte> output, WireFormat format, long number) =>
        format.WriteEvent(output, Name, number, In(format).Span);

    private protected abstract void Encode(WireFormat format, IBufferWriter<byte> output);

    private sealed class Typed<T>(string name, T parameters) : EventMessage(name)
    {
        private protected override void Encode(WireFormat format, IBufferWriter<byte> output) =>
            format.WriteValue(output, parameters);
    }

    private sealed record Encoding(WireFormat Format, ReadOnlyMemory<byte> Bytes, Encoding? Earlier);
}
