using System.Buffers;
using System.Runtime.InteropServices;
using GameServer.Rpc.Protocol;

namespace GameServer.Rpc.Dispatch;

/// <summary>Collects the replies to a batch until every member is done.</summary>
/// <param name="members">How many members the batch has, notifications included.</param>
/// <param name="limit">How many bytes the replies may have together.</param>
/// <param name="answered">Called when the answer is queued, or when there is none to queue.</param>
internal sealed class BatchReply(int members, int limit, Action answered)
{
    private readonly Lock _lock = new();
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly List<Slice> _replies = [];
    private readonly List<object?> _results = [];
    private int _open = members;
    private int _place = limit;

    public Action Answered { get; } = answered;

    /// <summary>Takes the place that a reply needs.</summary>
    /// <param name="bytes">Its length.</param>
    /// <returns>Whether there is so much.</returns>
    public bool TryReserve(int bytes)
    {
        lock (_lock)
        {
            if (bytes > _place)
            {
                return false;
            }

            _place -= bytes;
            return true;
        }
    }

    /// <summary>A member is done.</summary>
    /// <param name="reply">Its reply; empty for a notification.</param>
    /// <returns>Whether it was the last.</returns>
    public bool Add(ReadOnlySpan<byte> reply)
    {
        lock (_lock)
        {
            if (!reply.IsEmpty)
            {
                _replies.Add(new Slice(_bytes.WrittenCount, reply.Length));
                _bytes.Write(reply);
            }

            return --_open == 0;
        }
    }

    /// <summary>Keeps the result of a call of this batch until the batch is answered.</summary>
    public void Keep(object? result)
    {
        lock (_lock)
        {
            _results.Add(result);
        }
    }

    /// <summary>The results of its calls. Read it when the last member is done.</summary>
    public IReadOnlyList<object?> Results => _results;

    /// <summary>Writes the replies as one message, where there are any.</summary>
    public bool TryWrite(WireFormat format, IBufferWriter<byte> output)
    {
        lock (_lock)
        {
            if (_replies.Count > 0)
            {
                format.WriteBatch(output, _bytes.WrittenSpan, CollectionsMarshal.AsSpan(_replies));
            }

            return _replies.Count > 0;
        }
    }
}
