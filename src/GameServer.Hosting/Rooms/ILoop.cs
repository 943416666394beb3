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
}
