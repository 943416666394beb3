namespace GameServer.Hosting.Rooms;

/// <summary>The twin of <see cref="LoopThreads"/> for tests: runs loops on the caller's thread, when asked.</summary>
internal sealed class ManualLoops(LoopQueue queue) : ILoopScheduler
{
    private readonly Lock _lock = new();

    /// <inheritdoc/>
    public void Add(ILoop loop)
    {
        lock (_lock)
        {
            queue.Add(loop);
        }
    }

    /// <summary>Runs what is due when it is called, in the order of the deadlines.</summary>
    /// <returns>The time until the next deadline; null without loops.</returns>
    public TimeSpan? RunDue()
    {
        var now = queue.Now;
        while (true)
        {
            LoopSchedule due;
            lock (_lock)
            {
                if (!queue.TryTake(now, out due, out var deadline))
                {
                    return deadline == long.MaxValue ? null : queue.Until(deadline);
                }
            }

            if (queue.Run(due))
            {
                lock (_lock)
                {
                    queue.Return(due);
                }
            }
        }
    }
}
