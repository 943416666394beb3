using System.Diagnostics;
using System.Reflection;
using GameServer.Rpc.Transport;
using Microsoft.Extensions.Logging;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;

namespace GameServer.Rpc.Dispatch;

/// <summary>StreamJsonRpc behind the gate: finds the method, calls it, awaits it, and cancels it when the line ends.</summary>
internal sealed class CallDispatcher : JsonRpc, ICallDispatcher
{
    private static readonly TraceSource NoTrace = new(nameof(CallDispatcher), SourceLevels.Off);
    private readonly HashSet<RpcMethod> _known = [];
    private readonly CallHandler _handler;
    private readonly ConnectionServices _services;
    private readonly RpcConnection _connection;
    private readonly ILogger _logger;

    public CallDispatcher(CallHandler handler, ConnectionServices services, RpcConnection connection, ILogger logger)
        : base(handler)
    {
        (_handler, _services, _connection, _logger) = (handler, services, connection, logger);
        SynchronizationContext = InlineContext.Instance;
        TraceSource = NoTrace;
        CancellationStrategy = null;
        CancelLocallyInvokedMethodsWhenConnectionIsClosed = true;
        AllowModificationWhileListening = true;
        handler.Admitted = Introduce;
    }

    protected override async ValueTask<JsonRpcMessage> DispatchRequestAsync(
        JsonRpcRequest request, TargetMethod targetMethod, CancellationToken cancellationToken)
    {
        var call = (CallRequest)request;
        if (!call.Address.IsNotification)
        {
            return await InvokeAsync(request, targetMethod, cancellationToken);
        }

        // StreamJsonRpc has no token for a notification, and drops its outcome.
        JsonRpcMessage outcome;
        try
        {
            outcome = await InvokeAsync(request, targetMethod, _connection.Closed);
        }
        catch (Exception exception)
        {
            outcome = new JsonRpcError { Error = CreateErrorDetails(request, exception) };
        }

        _handler.End(call, outcome);
        return outcome;
    }

    protected override JsonRpcError.ErrorDetail CreateErrorDetails(JsonRpcRequest request, Exception exception)
    {
        while (exception is TargetInvocationException or AggregateException && exception.InnerException is { } inner)
        {
            exception = inner;
        }

        var detail = new JsonRpcError.ErrorDetail();
        Describe(
            detail,
            exception is OperationCanceledException && _connection.Closed.IsCancellationRequested
                ? RpcError.Abandoned
                : RpcError.Of(exception, request.Method!, _logger));
        return detail;
    }

    private async ValueTask<JsonRpcMessage> InvokeAsync(
        JsonRpcRequest request, TargetMethod targetMethod, CancellationToken cancellationToken)
    {
        var outcome = await base.DispatchRequestAsync(request, targetMethod, cancellationToken);
        if (outcome is JsonRpcError { Error: { Code: JsonRpcErrorCode.RequestCanceled } canceled })
        {
            // Calls are cancelled when the line ends, and then only: nobody hears of it, and nothing went wrong.
            Describe(canceled, RpcError.Abandoned);
        }

        return outcome;
    }

    private static void Describe(JsonRpcError.ErrorDetail detail, RpcError error) =>
        (detail.Code, detail.Message, detail.Data) = ((JsonRpcErrorCode)error.Code, error.Message, error.Data);

    /// <summary>Methods are told to StreamJsonRpc when first called: most connections use few of them.</summary>
    private void Introduce(CallRequest call)
    {
        if (_known.Add(call.Target))
        {
            AddLocalRpcMethod(call.Target.Name, call.Target.Handler, call.Target.Target(_services));
        }
    }
}
