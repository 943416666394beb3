using GameServer.Rpc.Transport;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;

namespace GameServer.Rpc.Dispatch;

/// <summary>
/// Stands where StreamJsonRpc expects a transport with a formatter: hands over the calls that passed the gate, under
/// ids of our own, so that whatever a caller takes for an id, even one twice, confuses nobody; and takes the outcomes.
/// </summary>
internal sealed class CallHandler(RpcConnection connection, Gate gate, Replies replies, CallsInFlight calls)
    : IJsonRpcMessageHandler
{
    private readonly Lock _lock = new();
    private readonly Dictionary<long, CallRequest> _waiting = [];
    private long _lastId;

    public bool CanRead => true;

    public bool CanWrite => true;

    public IJsonRpcMessageFormatter Formatter => NoFormatter.Instance;

    /// <summary>Called with each call before StreamJsonRpc looks for its method.</summary>
    public Action<CallRequest> Admitted { get; set; } = _ => { };

    public async ValueTask<JsonRpcMessage?> ReadAsync(CancellationToken cancellationToken)
    {
        if (await gate.NextAsync() is not { } call)
        {
            return null;
        }

        Admitted(call);
        calls.Enter();
        if (!call.Address.IsNotification)
        {
            call.RequestId = new RequestId(++_lastId);
            lock (_lock)
            {
                _waiting.Add(_lastId, call);
            }
        }

        return call;
    }

    public ValueTask WriteAsync(JsonRpcMessage jsonRpcMessage, CancellationToken cancellationToken)
    {
        CallRequest? call = null;
        if (((IJsonRpcMessageWithId)jsonRpcMessage).RequestId.Number is { } id)
        {
            lock (_lock)
            {
                _waiting.Remove(id, out call);
            }
        }

        if (call is not null)
        {
            End(call, jsonRpcMessage);
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>A call has its outcome: tells it to whoever waits for it.</summary>
    public void End(CallRequest call, JsonRpcMessage outcome)
    {
        if (outcome is JsonRpcError { Error: { } error })
        {
            if (call.Address.IsNotification)
            {
                gate.CountFailure();
            }

            replies.Error(call.Address, call.Target.Name, new RpcError((int)error.Code, error.Message ?? "", error.Data));
        }
        else
        {
            replies.Result(call.Address, call.Target, (outcome as JsonRpcResult)?.Result);
        }

        calls.Exit();
        connection.CallsEnded();
    }

    /// <summary>StreamJsonRpc asks for one, but nothing of what goes through it is bytes.</summary>
    private sealed class NoFormatter : IJsonRpcMessageFormatter
    {
        public static readonly NoFormatter Instance = new();

        public JsonRpcMessage Deserialize(System.Buffers.ReadOnlySequence<byte> contentBuffer) => throw new NotSupportedException();

        public void Serialize(System.Buffers.IBufferWriter<byte> bufferWriter, JsonRpcMessage message) => throw new NotSupportedException();

        public object GetJsonText(JsonRpcMessage message) => throw new NotSupportedException();
    }
}
