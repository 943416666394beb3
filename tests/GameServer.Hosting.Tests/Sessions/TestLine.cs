using GameServer.Rpc.Protocol;
using GameServer.Rpc.Transport;

namespace GameServer.Hosting.Tests.Sessions;

/// <summary>A line without a network: it keeps what was sent.</summary>
internal sealed class TestLine(string id) : IRpcConnection, IOutbox
{
    public string Id => id;

    public string RemoteAddress => "127.0.0.1";

    public WireFormat Format { get; } = new JsonFormat();

    public IOutbox Outbox => this;

    public CancellationToken Closed => CancellationToken.None;

    public bool WantsSnapshot => false;

    /// <summary>Why it was closed; null while it is open.</summary>
    public CloseReason? Reason { get; private set; }

    public List<string> Sent { get; } = [];

    public void Close(CloseReason reason) => Reason ??= reason;

    public void Send(ReadOnlySpan<byte> message) => Sent.Add(System.Text.Encoding.UTF8.GetString(message));

    public void SendSnapshot(ReadOnlySpan<byte> message)
    {
    }
}
