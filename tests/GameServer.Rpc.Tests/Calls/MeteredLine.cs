using System.Threading.Tasks.Sources;
using GameServer.Rpc.Transport;

namespace GameServer.Rpc.Tests.Calls;

/// <summary>
/// Hands in one message over and over, waiting for the reply where there is one, and adds up what the reading thread
/// allocates from the moment when it gets a message to the moment when it asks for the next.
/// </summary>
/// <param name="message">The message.</param>
/// <param name="isAnswered">Whether it gets a reply.</param>
/// <param name="warmUp">How many are handed in before anything is counted.</param>
/// <param name="count">How many are counted.</param>
public sealed class MeteredLine(byte[] message, bool isAnswered, int warmUp, int count) : ITransport, IValueTaskSource<Inbound>
{
    private readonly Lock _lock = new();
    private ManualResetValueTaskSourceCore<Inbound> _next;
    private int _handed;
    private int _answers;
    private int _written;
    private bool _isWaiting;
    private long _mark;

    /// <summary>How much was allocated.</summary>
    public long Allocated { get; private set; }

    /// <summary>The last reply.</summary>
    public byte[] Reply { get; private set; } = [];

    public ValueTask<Inbound> ReadAsync()
    {
        if (_handed > warmUp)
        {
            Allocated += GC.GetAllocatedBytesForCurrentThread() - _mark;
        }

        lock (_lock)
        {
            if (!isAnswered || _answers == _handed)
            {
                _handed++;
                _mark = GC.GetAllocatedBytesForCurrentThread();
                return new ValueTask<Inbound>(Next);
            }

            _next.Reset();
            _isWaiting = true;
            return new ValueTask<Inbound>(this, _next.Version);
        }
    }

    public void Append(ReadOnlySpan<byte> reply)
    {
        if (Reply.Length == 0)
        {
            Reply = reply.ToArray();
        }

        _written++;
    }

    public ValueTask FlushAsync()
    {
        lock (_lock)
        {
            (_answers, _written) = (_answers + _written, 0);
            if (!_isWaiting || _answers < _handed)
            {
                return ValueTask.CompletedTask;
            }

            _isWaiting = false;
            _handed++;
        }

        _next.RunContinuationsAsynchronously = true;
        _next.SetResult(Next);
        return ValueTask.CompletedTask;
    }

    public ValueTask CloseAsync(CloseReason reason) => ValueTask.CompletedTask;

    public void Abort()
    {
    }

    Inbound IValueTaskSource<Inbound>.GetResult(short token)
    {
        var result = _next.GetResult(token);
        _mark = GC.GetAllocatedBytesForCurrentThread();
        return result;
    }

    ValueTaskSourceStatus IValueTaskSource<Inbound>.GetStatus(short token) => _next.GetStatus(token);

    void IValueTaskSource<Inbound>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _next.OnCompleted(continuation, state, token, flags);

    private Inbound Next => _handed <= warmUp + count ? new Inbound(InboundKind.Message, message) : new Inbound(InboundKind.End);
}
