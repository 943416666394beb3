using System.Diagnostics;

namespace GameServer.Hosting.Persistence;

/// <summary>Something the <see cref="DatabaseLane"/> has to do, and who waits for it.</summary>
internal abstract class DatabaseWork
{
    private readonly long _asked = Stopwatch.GetTimestamp();

    /// <summary>The time that its caller has waited. By the machine's clock, since SQLite waits by that.</summary>
    public TimeSpan Waited => Stopwatch.GetElapsedTime(_asked);

    /// <summary>The exception that it failed with; null where it did not.</summary>
    public abstract Exception? Failure { get; }

    /// <summary>Does it; its outcome is kept until the commit.</summary>
    /// <returns>False when nothing of it may be kept.</returns>
    public abstract bool Try(GameServerContext context);

    /// <summary>Tells the one who waits how it went.</summary>
    public abstract void Complete();

    /// <summary>Tells the one who waits that it was in vain.</summary>
    public abstract void Fail(Exception exception);
}
