using GameServer.Rpc.Dispatch;

namespace GameServer.Simulation.Tests.Machine;

/// <summary>
/// Stands in for StreamJsonRpc, which begins to read on a thread of the pool: has a call run, and cancels it when the line
/// ends. How it runs, and what its outcome looks like on the wire, is the product's.
/// </summary>
internal sealed class SimulatedDispatcher : ICallDispatcher
{
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _gone = new();
    private int _running = 1;

    public ValueTask BeginAsync(PendingCall call)
    {
        _running++;
        _ = RunAsync(call);
        return ValueTask.CompletedTask;
    }

    public Task EndAsync()
    {
        // As StreamJsonRpc does: whoever waits for something on behalf of a caller who is gone need not.
        _gone.Cancel();
        Exit();
        return _idle.Task;
    }

    public void Dispose() => _gone.Dispose();

    private async Task RunAsync(PendingCall call)
    {
        await call.RunAsync(_gone.Token);
        Exit();
    }

    private void Exit()
    {
        if (--_running == 0)
        {
            _idle.SetResult();
        }
    }
}
