using GameServer.Hosting.Rooms;

namespace GameServer.Hosting.Tests.Rooms;

/// <summary>What a room's loop tells a viewer, where telling fails.</summary>
public sealed class RoomViewerTests
{
    [Fact]
    public void What_follows_an_event_that_cannot_be_told_is_told_once()
    {
        var away = new Away();
        var viewer = new RoomViewer(away);
        viewer.Start();
        foreach (var name in (string[])["one", "bad", "two"])
        {
            viewer.Send(EventMessage.Of(name, 0));
        }

        Assert.Throws<InvalidOperationException>(() => viewer.Flush(null, []));
        viewer.Flush(null, []);
        Assert.Equal(["one", "two"], away.Told);
    }

    [Fact]
    public async Task Who_goes_is_gone_also_when_he_cannot_be_told_everything()
    {
        var viewer = new RoomViewer(new Away());
        viewer.Start();
        Assert.True(viewer.BeginToLeave());
        var left = viewer.Left;
        viewer.Send(EventMessage.Of("bad", 0));

        Assert.Throws<InvalidOperationException>(viewer.Gone);
        await left.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }

    /// <summary>One who has no line, and cannot take one of the events.</summary>
    private sealed class Away : IViewer
    {
        public List<string> Told { get; } = [];

        public ViewerLine? Line => null;

        public long? AccountId => null;

        public void SendEvent(EventMessage message)
        {
            if (message.Name == "bad")
            {
                throw new InvalidOperationException();
            }

            Told.Add(message.Name);
        }

        public void RoomClosed()
        {
        }
    }
}
