namespace GameServer.Rpc.Dispatch;

/// <summary>Where the reply to a call goes.</summary>
/// <param name="Id">The id as it came, to be sent back as it is; empty where it could not be read; null for a
/// notification.</param>
/// <param name="Batch">The batch that the call is a member of, or null.</param>
internal readonly record struct ReplyAddress(byte[]? Id, BatchReply? Batch)
{
    public bool IsNotification => Id is null;
}
