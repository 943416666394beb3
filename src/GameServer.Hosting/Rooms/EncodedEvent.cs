using System.Buffers;
using GameServer.Rpc.Protocol;

namespace GameServer.Hosting.Rooms;

/// <summary>An event whose params are encoded already; only its number, which is each session's own, is missing.</summary>
public readonly ref struct EncodedEvent
{
    private readonly ArrayBufferWriter<byte> _scratch;

    internal EncodedEvent(string name, WireFormat format, ReadOnlySpan<byte> parameters, ArrayBufferWriter<byte> scratch)
    {
        Name = name;
        Format = format;
        Parameters = parameters;
        _scratch = scratch;
    }

    /// <summary>The event's name, which is the notification's method.</summary>
    public string Name { get; }

    /// <summary>What <see cref="Parameters"/> are encoded in: the viewer's format when the event was made.</summary>
    public WireFormat Format { get; }

    /// <summary>The params as <see cref="WireFormat.WriteValue{T}"/> wrote them.</summary>
    public ReadOnlySpan<byte> Parameters { get; }

    /// <summary>The whole message.</summary>
    /// <param name="number">The event's number in its session.</param>
    /// <returns>Bytes to queue at once; the next call overwrites them.</returns>
    public ReadOnlySpan<byte> WithNumber(long number)
    {
        _scratch.ResetWrittenCount();
        Format.WriteEvent(_scratch, Name, number, Parameters);
        return _scratch.WrittenSpan;
    }
}
