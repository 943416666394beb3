using GameServer.Rpc.Protocol;
using GameServer.Rpc.Transport;

namespace GameServer.Hosting.Rooms;

/// <summary>The line to a viewer: a new object for each new line, which nothing has been sent on yet.</summary>
/// <param name="format">What is spoken on it.</param>
/// <param name="outbox">What waits to be sent on it.</param>
public sealed class ViewerLine(WireFormat format, IOutbox outbox)
{
    /// <summary>What is spoken on it.</summary>
    public WireFormat Format { get; } = format;

    /// <summary>What waits to be sent on it.</summary>
    public IOutbox Outbox { get; } = outbox;
}
