using System.Text;
using System.Text.Json;
using GameServer.Rpc.Protocol;
using GameServer.Rpc.Transport;
using MessagePack;

namespace GameServer.Hosting.Tests.Sessions;

/// <summary>A line without a network: it keeps what was sent.</summary>
internal sealed class TestLine(string id, WireFormat format) : IRpcConnection, IOutbox
{
    public string Id => id;

    public string RemoteAddress => "127.0.0.1";

    public WireFormat Format => format;

    public IOutbox Outbox => this;

    public CancellationToken Closed => CancellationToken.None;

    public bool WantsSnapshot => true;

    /// <summary>Why it was closed; null while it is open.</summary>
    public CloseReason? Reason { get; private set; }

    public List<string> Sent { get; } = [];

    /// <summary>The numbers of the events that were sent.</summary>
    public IEnumerable<long> Numbers => Sent.Select(message => JsonDocument.Parse(message).RootElement.GetProperty("params").GetProperty("event").GetInt64());

    public int Snapshots { get; private set; }

    /// <summary>How often a snapshot that might wait was called back.</summary>
    public int DroppedSnapshots { get; private set; }

    public void Close(CloseReason reason) => Reason ??= reason;

    public void Send(ReadOnlySpan<byte> message) => Sent.Add(Format.IsText
        ? Encoding.UTF8.GetString(message)
        : MessagePackSerializer.ConvertToJson(message.ToArray()));

    public void SendSnapshot(ReadOnlySpan<byte> message) => Snapshots++;

    public void Hold()
    {
    }

    public void Release()
    {
    }

    public void DropSnapshot() => DroppedSnapshots++;
}
