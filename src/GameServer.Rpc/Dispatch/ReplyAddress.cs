namespace GameServer.Rpc.Dispatch;

/// <summary>Where the reply to a call goes.</summary>
/// <param name="Id">The id as it came, to be sent back as it is: a part of the call's message. Empty where it could not
/// be read.</param>
/// <param name="IsNotification">Whether nobody waits for a reply.</param>
/// <param name="Batch">The batch that the call is a member of, or null.</param>
internal readonly record struct ReplyAddress(ReadOnlyMemory<byte> Id, bool IsNotification, BatchReply? Batch)
{
    /// <summary>The same for a reply that comes when the message is gone.</summary>
    public ReplyAddress Copy() => this with { Id = Id.ToArray() };
}
