namespace GameServer.Rpc.Transport;

/// <summary>What a message in an outbox is.</summary>
internal enum OutboxLane
{
    /// <summary>The answer to a call.</summary>
    Reply,

    /// <summary>A notification that must arrive.</summary>
    Event,

    /// <summary>A notification that the next one makes worthless.</summary>
    Snapshot,
}
