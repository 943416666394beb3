using System.Reflection;
using GameServer.Rpc.Transport;
using Microsoft.Extensions.Logging;

namespace GameServer.Rpc.Dispatch;

/// <summary>
/// Makes one connection's calls. The signature decides how: a method that is done when it returns is called on the spot,
/// one that returns a task through the dispatcher.
/// </summary>
internal sealed class CallRunner(
    RpcConnection connection, Gate gate, Replies replies, ConnectionServices services, CallsInFlight calls,
    LazyDispatcher dispatcher, ILogger logger)
{
    private readonly CallArguments _arguments = new(connection.Format);

    /// <summary>Begins a call.</summary>
    /// <returns>Ends when it has begun: its message is not needed any more.</returns>
    public ValueTask BeginAsync(in AdmittedCall call)
    {
        calls.Enter();
        try
        {
            if (!_arguments.TryMatch(call))
            {
                Fail(call.Method, call.Address, RpcError.InvalidArguments(_arguments.Problem!));
            }
            else if (call.Method.In(connection.Format) is TaskInvocation invocation)
            {
                // Made here and not behind the dispatcher: it takes only what can be called.
                var target = call.Method.Target(services);
                return dispatcher.BeginAsync(new PendingCall(this, invocation, target, call.Address.Copy()));
            }
            else
            {
                Run((ImmediateInvocation)call.Method.In(connection.Format), call);
            }
        }
        catch (Exception exception)
        {
            Fail(call.Method, call.Address, Describe(call.Method, exception, connection.Closed));
        }

        End();
        return ValueTask.CompletedTask;
    }

    /// <summary>Makes a call whose method returns a task. It begins before this returns for the first time.</summary>
    /// <param name="call">The call.</param>
    /// <param name="cancellation">Cancelled when the line is lost: there is nobody to answer then.</param>
    public async ValueTask RunAsync(PendingCall call, CancellationToken cancellation)
    {
        try
        {
            if (!await call.Invocation.TryRunAsync(call.Service, _arguments, call.Address, replies, cancellation))
            {
                Fail(call.Invocation.Method, call.Address, RpcError.InvalidArguments(_arguments.Problem!));
            }
        }
        catch (Exception exception)
        {
            var error = Describe(call.Invocation.Method, exception, cancellation);
            if (!cancellation.IsCancellationRequested)
            {
                Fail(call.Invocation.Method, call.Address, error);
            }
        }

        End();
    }

    /// <summary>There is nothing to call for a while.</summary>
    public void Rest() => _arguments.Forget();

    private void Run(ImmediateInvocation invocation, in AdmittedCall call)
    {
        if (!invocation.TryRun(call.Method.Target(services), _arguments, call.Address, replies))
        {
            Fail(call.Method, call.Address, RpcError.InvalidArguments(_arguments.Problem!));
        }
    }

    private void Fail(RpcMethod method, in ReplyAddress address, RpcError error)
    {
        if (address.IsNotification)
        {
            gate.CountFailure();
        }

        replies.Error(address, method.Name, error);
    }

    private RpcError Describe(RpcMethod method, Exception exception, CancellationToken lost)
    {
        while (exception is TargetInvocationException or AggregateException && exception.InnerException is { } inner)
        {
            exception = inner;
        }

        // Where the line has ended, its calls are cancelled: no answer is sent, and nothing went wrong. On a line that lives,
        // what a service cancels by itself, such as a request of its own that took too long, is a failure like any other.
        return exception is OperationCanceledException && (lost.IsCancellationRequested || connection.Closed.IsCancellationRequested)
            ? RpcError.Abandoned
            : RpcError.Of(exception, method.Name, logger);
    }

    private void End()
    {
        calls.Exit();
        connection.CallsEnded();
    }
}
