namespace GameServer.Hosting.Rooms;

/// <summary>Something that is stepped at a fixed rate: a room, as a scheduler sees it.</summary>
internal interface ILoop
{
    /// <summary>A name for logs.</summary>
    string Id { get; }

    /// <summary>Steps a second.</summary>
    int TickRate { get; }

    /// <summary>Makes one step. Never called by two threads at a time.</summary>
    /// <returns>Whether there is to be a next one.</returns>
    bool Tick();

    /// <summary>
    /// A tick has not returned for long. Called by the thread that watches over the others, at most once for a tick, and
    /// never at the same time as <see cref="Return"/>.
    /// </summary>
    /// <param name="time">For how long, at least.</param>
    /// <param name="isDebugged">True while a debugger is attached: the loop logs it and does no more.</param>
    void Hang(TimeSpan time, bool isDebugged)
    {
    }

    /// <summary>The tick for which <see cref="Hang"/> was called has returned. Called by its thread, before the next tick.</summary>
    void Return()
    {
    }
}
