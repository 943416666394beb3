using System.Reflection;
using GameServer.Rpc.Dispatch;
using Microsoft.Extensions.Logging;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;

namespace GameServer.Simulation.Tests.Machine;

/// <summary>
/// Stands in for StreamJsonRpc, which reads on a thread of the pool: takes a call, calls the method, awaits it, gives
/// back the outcome. What a method's outcome looks like on the wire is the product's.
/// </summary>
internal sealed class SimulatedDispatcher(CallHandler handler, ConnectionServices services, ILogger logger) : ICallDispatcher
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _gone = new();
    private int _running = 1;

    public Task Completion => _ended.Task;

    public Task DispatchCompletion => _idle.Task;

    public void StartListening() => _ = ReadAsync();

    public void Dispose() => _gone.Dispose();

    private async Task ReadAsync()
    {
        try
        {
            while (await handler.ReadAsync(CancellationToken.None) is CallRequest call)
            {
                _running++;
                _ = RunAsync(call);
            }

            _ended.SetResult();
        }
        catch (Exception exception)
        {
            _ended.SetException(exception);
        }

        // As StreamJsonRpc does: whoever waits for something on behalf of a caller who is gone need not.
        _gone.Cancel();
        Exit();
    }

    private async Task RunAsync(CallRequest call)
    {
        JsonRpcMessage outcome;
        try
        {
            outcome = new JsonRpcResult { RequestId = call.RequestId, Result = await InvokeAsync(call) };
        }
        catch (Exception exception)
        {
            var isGone = exception is OperationCanceledException && _gone.IsCancellationRequested;
            var error = isGone ? RpcError.Abandoned : RpcError.Of(exception, call.Target.Name, logger);
            outcome = new JsonRpcError
            {
                RequestId = call.RequestId,
                Error = new JsonRpcError.ErrorDetail { Code = (JsonRpcErrorCode)error.Code, Message = error.Message, Data = error.Data },
            };
        }

        if (call.Address.IsNotification)
        {
            handler.End(call, outcome);
        }
        else
        {
            await handler.WriteAsync(outcome, CancellationToken.None);
        }

        Exit();
    }

    private async ValueTask<object?> InvokeAsync(CallRequest call)
    {
        var method = call.Target.Handler;
        var parameters = method.GetParameters();
        var arguments = new object?[parameters.Length];
        call.TryGetTypedArguments(parameters, arguments.AsSpan(0, call.ArgumentCount));
        if (call.ArgumentCount < arguments.Length)
        {
            arguments[^1] = _gone.Token;
        }

        var result = method.Invoke(call.Target.Target(services), BindingFlags.DoNotWrapExceptions, null, arguments, null);
        if (result is not Task task)
        {
            return result;
        }

        await task;
        return ResultOf(call.Target, task);
    }

    private static object? ResultOf(RpcMethod method, Task task)
    {
        var declared = method.Handler.ReturnType;
        return declared.IsGenericType ? declared.GetProperty(nameof(Task<int>.Result))!.GetValue(task) : null;
    }

    private void Exit()
    {
        if (--_running == 0)
        {
            _idle.SetResult();
        }
    }
}
