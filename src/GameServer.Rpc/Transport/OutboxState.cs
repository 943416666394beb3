namespace GameServer.Rpc.Transport;

/// <summary>What an outbox still takes.</summary>
internal enum OutboxState
{
    /// <summary>Everything.</summary>
    Open,

    /// <summary>Replies of the calls that still run, but nothing else.</summary>
    Closing,

    /// <summary>Nothing; it sends what it has.</summary>
    Flushing,

    /// <summary>Nothing, and sends nothing.</summary>
    Dead,
}
