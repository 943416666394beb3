namespace GameServer.Rpc.Dispatch;

/// <summary>
/// Runs what is posted at once on the caller's thread: StreamJsonRpc posts each call to a context, and without one of
/// its own every call would change threads. Services await; a call that blocked would stop its connection's reading.
/// </summary>
internal sealed class InlineContext : SynchronizationContext
{
    public static readonly InlineContext Instance = new();

    public override void Post(SendOrPostCallback d, object? state) => d(state);

    public override void Send(SendOrPostCallback d, object? state) => d(state);

    public override SynchronizationContext CreateCopy() => this;
}
