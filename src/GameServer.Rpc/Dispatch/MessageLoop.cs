using GameServer.Rpc.Protocol;
using GameServer.Rpc.Transport;

namespace GameServer.Rpc.Dispatch;

/// <summary>
/// Reads one connection: shows the gate one message after another, batches member by member, and has those called that
/// pass; each call has begun before the next message is looked at. Reads no further while too much runs or waits.
/// </summary>
internal sealed class MessageLoop(
    RpcConnection connection, ITransport transport, Gate gate, CallRunner runner, CallsInFlight calls, Replies replies,
    RpcLimits limits, RpcMetrics metrics)
{
    // The other half is for what waits already, and for the errors in place of results that do not fit.
    private readonly int _batchLimit = limits.OutboxBytes == 0 ? int.MaxValue : limits.OutboxBytes / 2;
    private readonly List<Slice> _members = [];
    private ReadOnlyMemory<byte> _batchBytes;
    private BatchReply? _batch;
    private int _nextMember;

    /// <summary>Reads until the line has ended.</summary>
    public async Task RunAsync()
    {
        while (true)
        {
            if (calls.IsFull)
            {
                metrics.LimitReached(nameof(RpcLimits.InFlight));
                connection.Outbox.Uncork();
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
                if ((await ReadAsync()).Kind == InboundKind.End)
                {
                    return;
                }

                continue;
            }

            if (_nextMember < _members.Count)
            {
                await BeginAsync(_members[_nextMember++].Of(_batchBytes), _batch);
                continue;
            }

            var inbound = await ReadAsync();
            switch (inbound.Kind)
            {
                case InboundKind.End:
                    return;
                case InboundKind.Idle:
                    metrics.LimitReached(nameof(RpcLimits.IdleSeconds));
                    connection.Close(CloseReason.Idle);
                    break;
                case InboundKind.TooBig:
                    metrics.LimitReached(nameof(RpcLimits.MessageBytes));
                    connection.Close(CloseReason.TooBig);
                    break;
                case InboundKind.Malformed:
                    connection.Close(CloseReason.ProtocolError);
                    break;
                case InboundKind.NotUtf8:
                    connection.Close(CloseReason.NotUtf8);
                    break;
                case InboundKind.WrongKind:
                    connection.Close(CloseReason.WrongKind);
                    break;
                case InboundKind.Message when !connection.IsClosing:
                    metrics.Received(inbound.Message.Length);
                    await BeginAsync(inbound.Message, null);
                    break;
            }
        }
    }

    /// <summary>What is answered to messages that came together is sent together, before anything is waited for.</summary>
    private ValueTask<Inbound> ReadAsync()
    {
        var read = transport.ReadAsync();
        if (read.IsCompleted)
        {
            connection.Outbox.Cork();
        }
        else
        {
            connection.Outbox.Uncork();
            runner.Rest();
        }

        return read;
    }

    private ValueTask BeginAsync(ReadOnlyMemory<byte> message, BatchReply? batch)
    {
        if (gate.TryAdmit(message, batch, out var call))
        {
            return runner.BeginAsync(call);
        }

        if (batch is null && call.Envelope.Kind == EnvelopeKind.Batch)
        {
            BeginBatch(call);
        }

        return ValueTask.CompletedTask;
    }

    private void BeginBatch(in AdmittedCall batch)
    {
        _members.Clear();
        _nextMember = 0;
        connection.Format.ReadBatch(batch.Message.Span, _members);
        if (_members.Count == 0)
        {
            gate.RefuseShape(batch.Address);
            return;
        }

        calls.BeginBatch();
        (_batchBytes, _batch) = (batch.Message, new BatchReply(_members.Count, _batchLimit, EndBatch));
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
}
