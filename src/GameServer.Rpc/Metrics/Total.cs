namespace GameServer.Rpc.Metrics;

/// <summary>
/// A number that the server itself keeps and an observable instrument reads: a listener that comes late sees its true
/// value, where a <c>Counter</c> would begin at 0 for it. Safe for any thread; adding neither allocates nor locks.
/// </summary>
public sealed class Total
{
    private long _value;

    /// <summary>The value now.</summary>
    public long Value => Interlocked.Read(ref _value);

    /// <summary>Adds to it.</summary>
    /// <param name="change">How much; less than 0 only where the instrument may go down.</param>
    public void Add(long change) => Interlocked.Add(ref _value, change);
}
