using System.Buffers;
using GameServer.Rpc.Protocol;
using GameServer.Rpc.Transport;
using Microsoft.Extensions.Logging;

namespace GameServer.Rpc.Dispatch;

/// <summary>Writes the replies of one connection into its outbox, those of a batch together. Safe for any thread.</summary>
internal sealed class Replies(
    WireFormat format, Outbox outbox, ICaller caller, BufferPool buffers, RpcMetrics metrics, ILogger logger)
{
    /// <summary>A call succeeded.</summary>
    public void Result<T>(in ReplyAddress address, RpcMethod method, ValueWriter<T> writer, T result)
    {
        address.Batch?.Keep(result);
        if (address.IsNotification)
        {
            Finish(address, default);
        }
        else
        {
            Reply(address, method, writer, result);
        }

        if (address.Batch is null)
        {
            Tell(method.Name, result);
        }
    }

    private void Reply<T>(in ReplyAddress address, RpcMethod method, ValueWriter<T> writer, T result)
    {
        var buffer = buffers.Get();
        try
        {
            format.BeginResult(buffer);
            writer.Write(buffer, result);
            format.EndResult(buffer, address.Id.Span);
        }
        catch (Exception exception)
        {
            // A result that cannot be written is the service's fault and no reason to leave the caller waiting.
            buffers.Return(buffer);
            Error(address, method.Name, RpcError.Internal(exception, method.Name, logger));
            return;
        }

        Finish(address, buffer.WrittenSpan);
        buffers.Return(buffer);
    }

    /// <summary>A call failed; of a notification nothing is told.</summary>
    public void Error(in ReplyAddress address, string method, RpcError error)
    {
        metrics.Failed(error.Code);
        if (address.IsNotification)
        {
            Finish(address, default);
            return;
        }

        var buffer = buffers.Get();
        try
        {
            format.WriteError(buffer, address.Id.Span, error.Code, error.Message, error.Data);
        }
        catch (Exception exception)
        {
            // Nor is data of an error that cannot be written.
            buffer.ResetWrittenCount();
            var (code, message, data) = RpcError.Internal(exception, method, logger);
            format.WriteError(buffer, address.Id.Span, code, message, data);
        }

        Finish(address, buffer.WrittenSpan);
        buffers.Return(buffer);
    }

    /// <summary>A member of a batch gets no answer: a response, or a call that is not made since the connection closes.</summary>
    public void Skip(BatchReply batch) => Complete(batch, default);

    private void Finish(in ReplyAddress address, ReadOnlySpan<byte> reply)
    {
        if (address.Batch is { } batch)
        {
            if (batch.TryReserve(reply.Length))
            {
                Complete(batch, reply);
            }
            else
            {
                LeaveOut(address, batch, reply);
            }
        }
        else if (!reply.IsEmpty)
        {
            Send(reply, address.Id.Span);
        }
    }

    /// <summary>What is longer than the outbox may ever hold is not sent; that it is not, is.</summary>
    private void Send(ReadOnlySpan<byte> reply, ReadOnlySpan<byte> id)
    {
        if (reply.Length <= outbox.LongestReply)
        {
            outbox.Reply(reply);
            return;
        }

        metrics.LimitReached(nameof(RpcLimits.OutboxBytes));
        var (code, message, data) = RpcError.AnswerTooLarge;
        metrics.Failed(code);
        var buffer = buffers.Get();
        format.WriteError(buffer, id, code, message, data);
        outbox.Reply(buffer.WrittenSpan);
        buffers.Return(buffer);
    }

    // A line that cannot take the whole answer would be ended, and the answer lost with it.
    private void LeaveOut(in ReplyAddress address, BatchReply batch, ReadOnlySpan<byte> reply)
    {
        var (code, message, data) = RpcError.BatchTooLarge;
        var buffer = buffers.Get();
        format.WriteError(buffer, address.Id.Span, code, message, data);
        var isShorter = buffer.WrittenCount < reply.Length;
        if (isShorter)
        {
            metrics.Failed(code);
        }

        Complete(batch, isShorter ? buffer.WrittenSpan : reply);
        buffers.Return(buffer);
    }

    private void Complete(BatchReply batch, ReadOnlySpan<byte> reply)
    {
        if (batch.Add(reply))
        {
            var buffer = buffers.Get();
            if (batch.TryWrite(format, buffer))
            {
                Send(buffer.WrittenSpan, default);
            }

            buffers.Return(buffer);
            foreach (var result in batch.Results)
            {
                Tell("batch", result);
            }

            batch.Answered();
        }
    }

    private void Tell<T>(string method, T result)
    {
        try
        {
            caller.Replied(result);
        }
        catch (Exception exception)
        {
            // The reply is out; only the log can still be told.
            RpcError.Internal(exception, method, logger);
        }
    }
}
