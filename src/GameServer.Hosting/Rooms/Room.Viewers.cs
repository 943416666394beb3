using GameServer.Games;
using GameServer.Rpc;
using GameServer.Services;
using Microsoft.Extensions.Logging;

namespace GameServer.Hosting.Rooms;

/// <content>Viewers that come and go; all by the loop.</content>
internal sealed partial class Room
{
    private RoomViewer? _sittingDown;

    /// <summary>Lets a viewer go whose place of the same kind goes to the next newcomer.</summary>
    public void MakeWay(RoomViewer viewer)
    {
        if (Output.Viewers.Contains(viewer))
        {
            TakeOut(viewer);
        }
    }

    /// <summary>Lets a viewer go who has another place in this room now, or was told to have none.</summary>
    public void GiveUp(RoomViewer viewer)
    {
        if (Output.Viewers.Contains(viewer))
        {
            LetGo(viewer);
        }
    }

    /// <summary>Gives a newcomer a seat. What the game throws costs the newcomer only, and is thrown on.</summary>
    /// <returns>The newcomer's attachment; null when there is no seat after all.</returns>
    public RoomAttachment? AddPlayer(RoomViewer newcomer, string name)
    {
        Player? player = null;
        try
        {
            CheckWorld(newcomer);
            _sittingDown = newcomer;
            Activity.Enter(nameof(Simulation.Join));
            player = Simulation.Join(name);
        }
        finally
        {
            _sittingDown = null;
            if (player is null)
            {
                // The simulation has taken the player out again.
                Output.Viewers.Remove(newcomer);
                newcomer.Seat?.Close();
                Seats.Free();
            }
        }

        return player is null ? null : Attach(newcomer);
    }

    /// <summary>Lets a newcomer watch.</summary>
    public RoomAttachment AddWatcher(RoomViewer newcomer)
    {
        try
        {
            CheckWorld(newcomer);
        }
        catch
        {
            Watchers.Free();
            throw;
        }

        Output.Viewers.Add(newcomer);
        return Attach(newcomer);
    }

    /// <summary>The answer to a newcomer that the game did not let in.</summary>
    public Exception JoinFailed(Exception error, string name) => _faults.Join(error, name, TickNumber);

    /// <summary>Tells a viewer whose place went to a newcomer that did not get in that it is lost.</summary>
    public void TellLost(RoomViewer viewer)
    {
        if (!Output.Viewers.Contains(viewer))
        {
            TellClosed(viewer, "failed");
        }
    }

    /// <summary>Gives a player another name, and tells all in the room; by the loop.</summary>
    public void Rename(RoomViewer viewer, string name)
    {
        if (Output.Viewers.Contains(viewer) && viewer.Player is { } player && player.Name != name)
        {
            Simulation.Rename(player, name);
            Output.Broadcast("room.renamed", new PlayerRenamed(new RoomPlayer(player.Id, player.Name, player.IsBot)));
        }
    }

    /// <summary>Takes back a viewer on a new connection.</summary>
    /// <returns>The room as it is now; null where the viewer has no place any more.</returns>
    public Joined? Renew(RoomViewer viewer)
    {
        if (!Output.Viewers.Contains(viewer))
        {
            return null;
        }

        viewer.Seat?.Renew();
        return _card!.Welcome(viewer);
    }

    private void CheckWorld(RoomViewer newcomer)
    {
        Activity.Enter(nameof(Games.Game.World));
        _card!.CheckWorld(newcomer.Viewer.Line?.Format);
    }

    private RoomAttachment Attach(RoomViewer newcomer)
    {
        _metrics.Viewers(1);
        RoomLog.Entered(_logger, this, newcomer);
        _card!.Update();
        return new RoomAttachment(this, newcomer, _card.Welcome(newcomer));
    }

    // The game may tell the newcomer something during the join, so the viewer has to be known before.
    private RoomViewer? SitDown(Player player)
    {
        if (player.IsBot || _sittingDown is not { } viewer)
        {
            return null;
        }

        viewer.Seat = new Seat(this, viewer, player);
        return viewer;
    }

    private void LetGo()
    {
        for (var index = Output.Viewers.Count - 1; index >= 0; index--)
        {
            var viewer = Output.Viewers[index];
            if (viewer.IsLeaving || _closing)
            {
                LetGo(viewer);
            }
        }
    }

    private void LetGo(RoomViewer viewer)
    {
        if (_closing)
        {
            TellClosed(viewer, "draining");
        }

        PlacesFor(viewer.Player is not null).Free();
        TakeOut(viewer);
    }

    private void TakeOut(RoomViewer viewer)
    {
        Output.Viewers.Remove(viewer);
        try
        {
            if (viewer.Player is { } player)
            {
                Activity.Enter(nameof(Simulation.Leave));
                Simulation.Leave(player);
            }
        }
        finally
        {
            _metrics.Viewers(-1);
            RoomLog.Left(_logger, this, viewer);

            // A caller that waits for this may look at once which viewers are here.
            _card!.Update();
            viewer.Gone();
        }
    }

    private void LetOut(RoomViewer viewer)
    {
        try
        {
            viewer.Gone();
        }
        catch (Exception error)
        {
            LogUntold(_logger, LoggableException.Of(error), Id);
        }
    }

    private void TellClosed(RoomViewer viewer, string reason)
    {
        try
        {
            Output.Tell(viewer, "room.closed", new RoomClosed(Id, reason));
            viewer.EndRoom();
            viewer.Viewer.RoomClosed();
        }
        catch (Exception error)
        {
            // The others have to hear of it all the same.
            LogUntold(_logger, LoggableException.Of(error), Id);
        }
    }

    [LoggerMessage(1104, LogLevel.Error, "A viewer of room {Room} could not be told that it was closed")]
    private static partial void LogUntold(ILogger logger, Exception error, string room);
}
