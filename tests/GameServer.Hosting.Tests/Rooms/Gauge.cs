using GameServer.Hosting.Rooms;
using GameServer.Rpc.Protocol;
using GameServer.Rpc.Transport;

namespace GameServer.Hosting.Tests.Rooms;

/// <summary>A viewer whose line takes every snapshot in MessagePack, and says how long it is.</summary>
/// <param name="onSnapshot">Hears the length, without the frame.</param>
internal sealed class Gauge(Action<int> onSnapshot) : IViewer, IOutbox
{
    private static readonly MessagePackFormat MessagePack = new();
    private ViewerLine? _line;

    public ViewerLine Line => _line ??= new ViewerLine(MessagePack, this);

    public long? AccountId => null;

    public bool WantsSnapshot => true;

    public void SendEvent(EventMessage message)
    {
    }

    public void RoomClosed()
    {
    }

    public void Send(ReadOnlySpan<byte> message)
    {
    }

    public void SendSnapshot(ReadOnlySpan<byte> message) => onSnapshot(message.Length);

    public void Hold()
    {
    }

    public void Release()
    {
    }

    public void DropSnapshot()
    {
    }
}
