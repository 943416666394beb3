using System.Runtime.CompilerServices;
using GameServer.Rpc.Protocol;
using GameServer.Rpc.Transport;

namespace GameServer.Rpc.Dispatch;

/// <summary>
/// What every message of a connection passes before anything of it is called: it must parse, be a call of a known
/// method by somebody who may call it, and come within the rate. What does not pass is answered here.
/// </summary>
internal sealed class Gate(
    RpcConnection connection, MethodTable methods, ICaller caller, Replies replies, RpcLimits limits, TimeProvider time,
    RpcMetrics metrics)
{
    private readonly WireFormat _format = connection.Format;
    private readonly TokenBucket _rate = new(limits.CallsPerSecond, limits.CallsBurst, time);
    private readonly TokenBucket _failures = new(limits.FailuresPerSecond, limits.FailuresBurst, time);
    private readonly ArgumentList _arguments = new(methods.MostParameters + 1);

    /// <summary>Looks at a message.</summary>
    /// <param name="message">The message, or a member of a batch.</param>
    /// <param name="batch">The batch that it is a member of.</param>
    /// <param name="call">Receives the call.</param>
    /// <returns>Whether it is a call to be made; of a batch, whose members are to be shown here each, only its kind is
    /// received.</returns>
    public bool TryAdmit(ReadOnlyMemory<byte> message, BatchReply? batch, out AdmittedCall call)
    {
        var envelope = _format.ReadEnvelope(message.Span, _arguments);
        var id = envelope.HasId ? envelope.Id.Of(message) : default;
        var address = new ReplyAddress(id, envelope.IsNotification, batch);
        call = new AdmittedCall(null!, envelope, _arguments, message, address);
        switch (envelope.Kind)
        {
            case EnvelopeKind.Unreadable:
                CountFailure();
                replies.Error(address, "", RpcError.Unreadable);
                return false;
            case EnvelopeKind.Batch when batch is null:
                return false;
            case EnvelopeKind.Response:
                IgnoreResponse(batch);
                return false;
            case EnvelopeKind.Batch or EnvelopeKind.Invalid:
                RefuseShape(address);
                return false;
        }

        var method = Find(envelope.Method.Of(message.Span));
        if (Check(method) is not { } refusal)
        {
            call = call with { Method = method! };
            return true;
        }

        var isTooFast = refusal.Code == ErrorCodes.TooManyRequests;
        if (isTooFast)
        {
            metrics.LimitReached(nameof(RpcLimits.CallsPerSecond));
        }

        if (isTooFast || address.IsNotification)
        {
            CountFailure();
        }

        replies.Error(address, method?.Name ?? "", refusal);
        return false;
    }

    /// <summary>Answers what parses but is no call.</summary>
    public void RefuseShape(in ReplyAddress address)
    {
        CountFailure();
        replies.Error(address, "", RpcError.InvalidRequest);
    }

    // The server makes no calls. An answer to an answer could be answered for ever.
    private void IgnoreResponse(BatchReply? batch)
    {
        CountFailure();
        if (batch is not null)
        {
            replies.Skip(batch);
        }
    }

    /// <summary>Counts a failure that the caller is not told, or that he should not cause; too many end the line.</summary>
    public void CountFailure()
    {
        lock (_failures)
        {
            if (_failures.TryTake(out _))
            {
                return;
            }
        }

        metrics.LimitReached(nameof(RpcLimits.FailuresPerSecond));
        connection.Close(CloseReason.Flood);
    }

    [SkipLocalsInit]
    private RpcMethod? Find(ReadOnlySpan<byte> value)
    {
        Span<byte> scratch = stackalloc byte[MethodTable.LongestName];
        return _format.TryGetText(value, scratch, out var name) ? methods.Find(name) : null;
    }

    private RpcError? Check(RpcMethod? method) =>
        !_rate.TryTake(out var retryAfter) ? RpcError.TooManyRequests(retryAfter)
        : method is null ? RpcError.UnknownMethod
        : method.RequiresSignIn && !caller.IsSignedIn ? RpcError.SignInFirst
        : method.RequiresSeat && caller.Seat is null ? RpcError.JoinRoomFirst
        : null;
}
