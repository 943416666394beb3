namespace GameServer.Hosting.Rooms;

/// <summary>Runs loops at their rates.</summary>
internal interface ILoopScheduler
{
    /// <summary>Runs a loop until its <see cref="ILoop.Tick"/> says that it has ended; from any thread.</summary>
    /// <param name="loop">The loop.</param>
    void Add(ILoop loop);

    /// <summary>True while loops that do not return hold every thread, so that nothing ticks. For any thread.</summary>
    bool IsExhausted => false;
}
