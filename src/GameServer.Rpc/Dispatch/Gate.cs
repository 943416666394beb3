using System.Runtime.CompilerServices;
using GameServer.Rpc.Protocol;
using GameServer.Rpc.Transport;
using Microsoft.Extensions.Logging;

namespace GameServer.Rpc.Dispatch;

/// <summary>
/// What every message of a connection passes before anything of it is called: it must parse, be a call of a known
/// method by somebody who may call it, come within the rate, and bring arguments that fit. What does not pass is
/// answered here.
/// </summary>
internal sealed class Gate(
    RpcConnection connection, ITransport transport, MethodTable methods, ICaller caller, ConnectionServices services,
    CallsInFlight calls, Replies replies, RpcLimits limits, TimeProvider time, RpcMetrics metrics, ILogger logger)
{
    private static readonly byte[] NoId = [];
    private readonly WireFormat _format = connection.Format;
    private readonly TokenBucket _rate = new(limits.CallsPerSecond, limits.CallsBurst, time);
    private readonly TokenBucket _failures = new(limits.FailuresPerSecond, limits.FailuresBurst, time);
    private readonly Lock _failuresLock = new();

    // The other half is for what waits already, and for the errors in place of results that do not fit.
    private readonly int _batchLimit = limits.OutboxBytes == 0 ? int.MaxValue : limits.OutboxBytes / 2;
    private readonly List<Slice> _members = [];
    private ReadOnlyMemory<byte> _batchBytes;
    private BatchReply? _batch;
    private int _nextMember;

    /// <summary>The next call that passes; null when the line has ended.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<CallRequest?> NextAsync()
    {
        while (true)
        {
            if (calls.IsFull)
            {
                metrics.LimitReached(nameof(RpcLimits.InFlight));
                await calls.WaitForPlaceAsync();
            }

            if (connection.Outbox.HasTooManyReplies)
            {
                metrics.LimitReached(nameof(RpcLimits.OutboxBytes));
                await connection.Outbox.WaitForRepliesAsync();
            }

            if (connection.IsClosing)
            {
                SkipRestOfBatch();

                // Read and thrown away, so that the reason of the close arrives: a socket with unread input that is
                // closed takes back what it sent.
                if ((await transport.ReadAsync()).Kind == InboundKind.End)
                {
                    return null;
                }

                continue;
            }

            if (_nextMember < _members.Count)
            {
                if (Admit(_members[_nextMember++].Of(_batchBytes), _batch) is { } member)
                {
                    return member;
                }

                continue;
            }

            var inbound = await transport.ReadAsync();
            switch (inbound.Kind)
            {
                case InboundKind.End:
                    return null;
                case InboundKind.Idle:
                    metrics.LimitReached(nameof(RpcLimits.IdleSeconds));
                    connection.Close(CloseReason.Idle);
                    break;
                case InboundKind.TooBig:
                    metrics.LimitReached(nameof(RpcLimits.MessageBytes));
                    connection.Close(CloseReason.TooBig);
                    break;
                case InboundKind.WrongKind:
                    connection.Close(CloseReason.WrongKind);
                    break;
                case InboundKind.Message when !connection.IsClosing:
                    metrics.Received(inbound.Message.Length);
                    if (Admit(inbound.Message, null) is { } call)
                    {
                        return call;
                    }

                    break;
            }
        }
    }

    /// <summary>Counts a failure that the caller is not told, or that he should not cause; too many end the line.</summary>
    public void CountFailure()
    {
        lock (_failuresLock)
        {
            if (_failures.TryTake(out _))
            {
                return;
            }
        }

        metrics.LimitReached(nameof(RpcLimits.FailuresPerSecond));
        connection.Close(CloseReason.Flood);
    }

    private CallRequest? Admit(ReadOnlyMemory<byte> message, BatchReply? batch)
    {
        var envelope = _format.ReadEnvelope(message.Span);
        switch (envelope.Kind)
        {
            case EnvelopeKind.Unreadable:
                CountFailure();
                replies.Error(new ReplyAddress(NoId, batch), "", RpcError.Unreadable);
                return null;
            case EnvelopeKind.Batch when batch is null && BeginBatch(message):
                return null;
            case EnvelopeKind.Batch or EnvelopeKind.Invalid:
                CountFailure();
                var id = envelope.HasId ? envelope.Id.Of(message.Span).ToArray() : NoId;
                replies.Error(new ReplyAddress(id, batch), "", RpcError.InvalidRequest);
                return null;
        }

        var address = new ReplyAddress(envelope.HasId ? envelope.Id.Of(message.Span).ToArray() : null, batch);
        var method = Find(envelope.Method.Of(message.Span));
        if (Check(method) is { } refusal)
        {
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
            return null;
        }

        return Bind(method!, envelope, message, address);
    }

    private bool BeginBatch(ReadOnlyMemory<byte> message)
    {
        _members.Clear();
        _nextMember = 0;
        _format.ReadBatch(message.Span, _members);
        if (_members.Count == 0)
        {
            return false;
        }

        calls.BeginBatch();
        (_batchBytes, _batch) = (message, new BatchReply(_members.Count, _batchLimit, EndBatch));
        return true;
    }

    private void EndBatch()
    {
        calls.EndBatch();
        connection.CallsEnded();
    }

    /// <summary>What a batch's first members achieved is still answered when a later one cannot be called any more.</summary>
    private void SkipRestOfBatch()
    {
        for (; _nextMember < _members.Count; _nextMember++)
        {
            replies.Skip(_batch!);
        }
    }

    private RpcMethod? Find(ReadOnlySpan<byte> name)
    {
        Span<char> characters = stackalloc char[MethodTable.NameLength];
        var length = _format.CopyText(name, characters);
        return length < 0 ? null : methods.Find(characters[..length]);
    }

    private RpcError? Check(RpcMethod? method) =>
        !_rate.TryTake(out var retryAfter) ? RpcError.TooManyRequests(retryAfter)
        : method is null ? RpcError.UnknownMethod
        : method.RequiresSignIn && !caller.IsSignedIn ? RpcError.SignInFirst
        : method.RequiresSeat && caller.Seat is null ? RpcError.JoinRoomFirst
        : null;

    private CallRequest? Bind(RpcMethod method, in Envelope envelope, ReadOnlyMemory<byte> message, in ReplyAddress address)
    {
        RpcError error;
        try
        {
            if (ArgumentBinder.Bind(_format, method, envelope, message, out var problem) is { } arguments)
            {
                // Made here and not behind StreamJsonRpc, so that a service that cannot be made ends in an error too.
                method.Target(services);
                return new CallRequest(method, method.HandlerArguments(arguments)) { Address = address };
            }

            error = RpcError.InvalidArguments(problem!);
        }
        catch (Exception exception)
        {
            error = RpcError.Of(exception, method.Name, logger);
        }

        if (address.IsNotification)
        {
            CountFailure();
        }

        replies.Error(address, method.Name, error);
        return null;
    }
}
