using System.Buffers;
using GameServer.Rpc.Protocol;

namespace GameServer.Hosting.Rooms;

/// <summary>
/// The one gate through which a room's events leave: params are encoded once a format, then each viewer's session
/// numbers the event and queues it. One room's loop uses it.
/// </summary>
internal sealed class EventDispatcher
{
    private readonly ArrayBufferWriter<byte> _message = new();
    private readonly List<Encoding> _encodings = [];

    /// <summary>Tells many the same.</summary>
    public void Send<T>(List<RoomViewer> viewers, string name, in T parameters)
    {
        Forget();
        foreach (var viewer in viewers)
        {
            viewer.Send(Encode(viewer.Viewer.Format, name, parameters), this);
        }
    }

    /// <summary>Tells one.</summary>
    public void Send<T>(RoomViewer viewer, string name, in T parameters)
    {
        Forget();
        viewer.Send(Encode(viewer.Viewer.Format, name, parameters), this);
    }

    /// <summary>Sends an event that was encoded before.</summary>
    public void SendEncoded(IViewer viewer, string name, WireFormat format, ReadOnlySpan<byte> parameters) =>
        viewer.SendEvent(new EncodedEvent(name, format, parameters, _message));

    private EncodedEvent Encode<T>(WireFormat format, string name, in T parameters)
    {
        var encoding = EncodingOf(format);
        if (!encoding.IsWritten)
        {
            encoding.IsWritten = true;
            format.WriteValue(encoding.Bytes, parameters);
        }

        return new EncodedEvent(name, format, encoding.Bytes.WrittenSpan, _message);
    }

    private Encoding EncodingOf(WireFormat format)
    {
        foreach (var known in _encodings)
        {
            if (ReferenceEquals(known.Format, format))
            {
                return known;
            }
        }

        var encoding = new Encoding(format);
        _encodings.Add(encoding);
        return encoding;
    }

    private void Forget()
    {
        foreach (var encoding in _encodings)
        {
            encoding.IsWritten = false;
            encoding.Bytes.ResetWrittenCount();
        }
    }

    private sealed class Encoding(WireFormat format)
    {
        public WireFormat Format { get; } = format;

        public ArrayBufferWriter<byte> Bytes { get; } = new();

        public bool IsWritten { get; set; }
    }
}
