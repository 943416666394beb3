using System.Diagnostics;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;

namespace GameServer.Rpc.Dispatch;

/// <summary>StreamJsonRpc behind the gate: finds the method, awaits its call, and cancels it when the line ends.</summary>
internal sealed class CallDispatcher : JsonRpc, ICallDispatcher
{
    private static readonly TraceSource NoTrace = new(nameof(CallDispatcher), SourceLevels.Off);
    private static readonly JsonRpcResult Answered = new();
    private readonly HashSet<RpcMethod> _known = [];
    private readonly CallMailbox _mailbox;
    private bool _isListening;

    public CallDispatcher()
        : this(new CallMailbox())
    {
    }

    private CallDispatcher(CallMailbox mailbox)
        : base(mailbox)
    {
        _mailbox = mailbox;
        TraceSource = NoTrace;
        CancellationStrategy = null;
        CancelLocallyInvokedMethodsWhenConnectionIsClosed = true;
        AllowModificationWhileListening = true;
        Disconnected += (_, _) => mailbox.Close();
    }

    public async ValueTask BeginAsync(PendingCall call)
    {
        // Methods are told to StreamJsonRpc when first called: most connections use few of them.
        var method = call.Invocation.Method;
        if (_known.Add(method))
        {
            AddLocalRpcMethod(method.Name, method.Handler, call.Service);
        }

        if (!_isListening)
        {
            _isListening = true;
            StartListening();
            await _mailbox.IsReadAsync();
        }

        _mailbox.Put(call);
        await _mailbox.IsReadAsync();
    }

    public async Task EndAsync()
    {
        _mailbox.Put(null);
        await Completion;
        await DispatchCompletion;
    }

    protected override async ValueTask<JsonRpcMessage> DispatchRequestAsync(
        JsonRpcRequest request, TargetMethod targetMethod, CancellationToken cancellationToken)
    {
        await ((PendingCall)request).RunAsync(cancellationToken);
        return Answered;
    }
}
