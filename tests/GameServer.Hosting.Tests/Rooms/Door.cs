using GameServer.Hosting.Rooms;

namespace GameServer.Hosting.Tests.Rooms;

/// <summary>Lets viewers into rooms that are ticked by hand.</summary>
internal static class Door
{
    /// <summary>Lets a viewer in at once, with a seat where a name is given; nothing flows before he is started.</summary>
    public static RoomAttachment Enter(this Room room, IViewer viewer, string? name)
    {
        var work = new EnterWork(viewer, name);
        work.Run(room);
        Assert.True(work.Entered.IsCompletedSuccessfully);
        return work.Entered.Result ?? throw new InvalidOperationException("The room is full.");
    }
}
