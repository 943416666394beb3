using GameServer.Hosting.Rooms;
using GameServer.Rpc.Protocol;
using GameServer.Rpc.Transport;

namespace Benchmarks.Micro;

/// <summary>A viewer whose line takes everything at once, and counts the bytes.</summary>
/// <param name="format">What is spoken on it.</param>
internal sealed class SilentViewer(WireFormat format) : IViewer, IOutbox
{
    private ViewerLine? _line;

    /// <summary>Where he is, once he is in.</summary>
    public RoomAttachment? Place { get; private set; }

    /// <summary>Bytes of snapshots.</summary>
    public long Bytes { get; private set; }

    public ViewerLine Line => _line ??= new ViewerLine(format, this);

    public long? AccountId => null;

    public bool WantsSnapshot => true;

    /// <summary>Enters a room that is ticked by hand.</summary>
    /// <param name="room">The room.</param>
    /// <param name="name">The name to show; null for one who only watches.</param>
    public static SilentViewer Enter(Room room, WireFormat format, string? name)
    {
        var viewer = new SilentViewer(format);
        var work = new EnterWork(viewer, name);
        work.Run(room);
        viewer.Place = work.Entered.GetAwaiter().GetResult() ?? throw new InvalidOperationException("The room is full.");
        viewer.Place.Start();
        return viewer;
    }

    public void SendEvent(EventMessage message)
    {
    }

    public void RoomClosed()
    {
    }

    public void Send(ReadOnlySpan<byte> message)
    {
    }

    public void SendSnapshot(ReadOnlySpan<byte> message) => Bytes += message.Length;

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
