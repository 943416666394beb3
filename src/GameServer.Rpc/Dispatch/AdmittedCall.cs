using GameServer.Rpc.Protocol;

namespace GameServer.Rpc.Dispatch;

/// <summary>A call that passed the gate. It lives until the next message is read: nothing of it has been copied.</summary>
/// <param name="Method">What is called.</param>
/// <param name="Envelope">Its parts.</param>
/// <param name="Arguments">Where its arguments lie.</param>
/// <param name="Message">The message, or the member of a batch.</param>
/// <param name="Address">Where the reply goes.</param>
internal readonly record struct AdmittedCall(
    RpcMethod Method, Envelope Envelope, ArgumentList Arguments, ReadOnlyMemory<byte> Message, ReplyAddress Address);
