using System.Buffers;
using System.Text.Json;
using GameServer.Hosting.Rooms;
using GameServer.Rpc.Protocol;
using GameServer.Rpc.Transport;
using MessagePack;

namespace GameServer.Hosting.Tests.Rooms;

/// <summary>A viewer in the same process: it applies the snapshots it gets as PROTOCOL.md tells a client to.</summary>
internal sealed class TestViewer(WireFormat format, long? account = null) : IViewer, IOutbox
{
    private readonly ClientEntities _entities = new();
    private ViewerLine? _line;
    private bool _isAway;
    private long _lastEvent;

    public WireFormat Format => format;

    public ViewerLine? Line => _isAway ? null : _line ??= new ViewerLine(format, this);

    public long? AccountId => account;

    public bool WantsSnapshot { get; set; } = true;

    public RoomAttachment? Place { get; private set; }

    public bool WasClosed { get; private set; }

    /// <summary>Everything that was sent, in order: an event's name, or "snapshot".</summary>
    public List<string> Log { get; } = [];

    public List<(string Name, long Number, JsonElement Params)> Events { get; } = [];

    public List<ReceivedSnapshot> Snapshots { get; } = [];

    /// <summary>What the client holds: the quantised fields by entity id.</summary>
    public SortedDictionary<int, Dictionary<string, int>> Entities => _entities.ById;

    /// <summary>Takes the attachment, as a session does when its reply was sent.</summary>
    public void Start(RoomAttachment place)
    {
        Place = place;
        place.Start();
    }

    public void Take(RoomAttachment place) => Place = place;

    /// <summary>Loses the line.</summary>
    public void Lose() => _isAway = true;

    /// <summary>Comes back on another line.</summary>
    public void ComeBack(IOutbox? outbox = null) => (_isAway, _line) = (false, new ViewerLine(format, outbox ?? this));

    public void SendEvent(EventMessage message)
    {
        _lastEvent++;
        if (Line is { } line)
        {
            var output = new ArrayBufferWriter<byte>();
            message.Write(output, line.Format, _lastEvent);
            line.Outbox.Send(output.WrittenSpan);
        }
    }

    public void RoomClosed() => WasClosed = true;

    public void Send(ReadOnlySpan<byte> message)
    {
        var json = Format.IsText ? message.ToArray() : System.Text.Encoding.UTF8.GetBytes(MessagePackSerializer.ConvertToJson(message.ToArray()));
        var root = JsonDocument.Parse(json).RootElement;
        var parameters = root.GetProperty("params");
        Assert.Equal("event", parameters.EnumerateObject().First().Name);
        var name = root.GetProperty("method").GetString()!;
        Log.Add(name);
        Events.Add((name, parameters.GetProperty("event").GetInt64(), parameters));
    }

    public void SendSnapshot(ReadOnlySpan<byte> message)
    {
        Assert.True(WantsSnapshot);
        var snapshot = ReceivedSnapshot.Read(message.ToArray(), Format.IsText, Place!.Reply.Schema);
        Log.Add("snapshot");
        Snapshots.Add(snapshot);
        _entities.Apply(snapshot);
    }

    public void Hold()
    {
    }

    public void Release()
    {
    }

    public void DropSnapshot()
    {
        // Everything is received at once: none ever waits.
    }
}
