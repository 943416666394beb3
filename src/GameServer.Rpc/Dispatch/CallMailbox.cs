using System.Threading.Tasks.Sources;
using GameServer.Rpc.Transport;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;

namespace GameServer.Rpc.Dispatch;

/// <summary>
/// Stands where StreamJsonRpc expects a transport with a formatter: a place for one call, which its reading loop takes on
/// the very thread that puts it in. So calls begin in their order and without a change of threads, and nobody posts them.
/// </summary>
internal sealed class CallMailbox : IJsonRpcMessageHandler, IValueTaskSource<JsonRpcMessage?>
{
    private readonly AsyncSignal _isRead = new();
    private ManualResetValueTaskSourceCore<JsonRpcMessage?> _source;
    private volatile bool _isClosed;

    public bool CanRead => true;

    public bool CanWrite => true;

    public IJsonRpcMessageFormatter Formatter => NoFormatter.Instance;

    /// <summary>Ends when StreamJsonRpc waits for the next call: the one before has begun.</summary>
    public ValueTask IsReadAsync() => _isRead.WaitAsync();

    /// <summary>Hands a call over to StreamJsonRpc, which waits for it; null is the end.</summary>
    /// <exception cref="InvalidOperationException">StreamJsonRpc reads no more.</exception>
    public void Put(JsonRpcMessage? call)
    {
        if (!_isClosed)
        {
            _source.SetResult(call);
        }
        else if (call is not null)
        {
            throw new InvalidOperationException("StreamJsonRpc has failed.");
        }
    }

    /// <summary>StreamJsonRpc reads no more.</summary>
    public void Close()
    {
        _isClosed = true;
        _isRead.Set();
    }

    public ValueTask<JsonRpcMessage?> ReadAsync(CancellationToken cancellationToken)
    {
        _source.Reset();
        var next = new ValueTask<JsonRpcMessage?>(this, _source.Version);
        _isRead.Set();
        return next;
    }

    public ValueTask WriteAsync(JsonRpcMessage jsonRpcMessage, CancellationToken cancellationToken) =>
        ValueTask.CompletedTask;

    JsonRpcMessage? IValueTaskSource<JsonRpcMessage?>.GetResult(short token) => _source.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<JsonRpcMessage?>.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource<JsonRpcMessage?>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);

    /// <summary>StreamJsonRpc asks for one, but nothing of what goes through it is bytes.</summary>
    private sealed class NoFormatter : IJsonRpcMessageFormatter
    {
        public static readonly NoFormatter Instance = new();

        public JsonRpcMessage Deserialize(System.Buffers.ReadOnlySequence<byte> contentBuffer) => throw new NotSupportedException();

        public void Serialize(System.Buffers.IBufferWriter<byte> bufferWriter, JsonRpcMessage message) => throw new NotSupportedException();

        public object GetJsonText(JsonRpcMessage message) => throw new NotSupportedException();
    }
}
