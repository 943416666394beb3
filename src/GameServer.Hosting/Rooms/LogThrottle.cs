namespace GameServer.Hosting.Rooms;

/// <summary>Bounds the lines that a log gets about one thing to one a minute. For one thread at a time.</summary>
/// <param name="time">The clock.</param>
internal sealed class LogThrottle(TimeProvider time)
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);
    private long? _loggedAt;
    private int _count;

    /// <summary>Counts one more, and asks for a line about it.</summary>
    /// <param name="count">How many the line stands for, this one included.</param>
    /// <returns>Whether the line may be written.</returns>
    public bool TryTake(out int count)
    {
        count = ++_count;
        if (_loggedAt is { } at && time.GetElapsedTime(at) < Period)
        {
            return false;
        }

        _loggedAt = time.GetTimestamp();
        _count = 0;
        return true;
    }
}
