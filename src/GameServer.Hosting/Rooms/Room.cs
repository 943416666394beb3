using GameServer.Games;
using GameServer.Services;
using Microsoft.Extensions.Logging;

namespace GameServer.Hosting.Rooms;

/// <summary>
/// One room: a simulation that only this room's loop touches. Everything from outside waits in the inbox or in the
/// seats' lanes until the next tick; nothing in here is locked, awaited or shared.
/// </summary>
internal sealed partial class Room : ILoop
{
    private readonly RoomOptions _options;
    private readonly RoomMetrics _metrics;
    private readonly ILogger _logger;
    private readonly RoomSnapshots _snapshots;
    private readonly RoomCard _card;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private RoomViewer? _sittingDown;
    private int _emptyTicks;
    private volatile bool _closing;

    public Room(string id, GameRegistration registration, int seed, RoomServices services)
    {
        (_options, _metrics, _logger) = (services.Options, services.Metrics, services.Logger);
        Id = id;
        Game = registration.Name;
        Lanes = new CommandLanes(registration);
        Output = new RoomOutput(Game, services.Awards) { FindViewer = SitDown };
        Simulation = new Simulation(registration.Create(), seed, Output);
        Seats = new RoomPlaces(Simulation.Game.MaxPlayers);
        Watchers = new RoomPlaces(_options.MaxWatchers);
        _snapshots = new RoomSnapshots(Simulation, _options);
        _card = new RoomCard(id, Game, Simulation.Game, Output);
    }

    public string Id { get; }

    /// <summary>The game's name.</summary>
    public string Game { get; }

    public int TickRate => Simulation.Game.TickRate;

    /// <summary>The game; the loop's alone.</summary>
    public Simulation Simulation { get; }

    /// <summary>Where the game's happenings go; the loop's alone.</summary>
    public RoomOutput Output { get; }

    public CommandLanes Lanes { get; }

    public RoomInbox Inbox { get; } = new();

    public RoomPlaces Seats { get; }

    public RoomPlaces Watchers { get; }

    /// <summary>The room as the loop left it last; for any thread.</summary>
    public RoomInfo Info => _card.Info;

    /// <summary>The last step; for any thread.</summary>
    public int LatestTick { get; private set; }

    /// <summary>Completes when the room has ended.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Asks the room to let everybody go, as by their own wish, and to end; from any thread.</summary>
    public void Close() => _closing = true;

    /// <inheritdoc/>
    public bool Tick()
    {
        try
        {
            RunInbox();
            LetGo();
            if (_closing)
            {
                Abandon("draining");
                return false;
            }

            Step();
            SendSnapshots();
            return !IsDeserted();
        }
        catch (Exception error)
        {
            // One game's mistake ends one room, not the thread that runs the others.
            _metrics.Failed();
            LogFailed(_logger, error, Id, Game, Simulation.TickNumber);
            Abandon("failed");
            return false;
        }
    }

    /// <summary>The places of those with a seat, or of those who watch.</summary>
    public RoomPlaces PlacesFor(bool seated) => seated ? Seats : Watchers;

    /// <summary>Lets somebody go whose place of the same kind goes to the next newcomer; by the loop.</summary>
    public void MakeWay(RoomViewer viewer)
    {
        if (Output.Viewers.Contains(viewer))
        {
            TakeOut(viewer);
        }
    }

    /// <summary>Lets somebody go who has another place in this room now; by the loop.</summary>
    public void GiveUp(RoomViewer viewer)
    {
        if (Output.Viewers.Contains(viewer))
        {
            LetGo(viewer);
        }
    }

    /// <summary>Gives a newcomer a seat; by the loop.</summary>
    public RoomAttachment? AddPlayer(RoomViewer newcomer, string name)
    {
        _sittingDown = newcomer;
        var player = Simulation.Join(name);
        _sittingDown = null;
        if (player is null)
        {
            Seats.Free();
            return null;
        }

        return Attach(newcomer);
    }

    /// <summary>Lets a newcomer watch; by the loop.</summary>
    public RoomAttachment AddWatcher(RoomViewer newcomer)
    {
        Output.Viewers.Add(newcomer);
        return Attach(newcomer);
    }

    /// <summary>Takes back somebody whose line is a new one; by the loop.</summary>
    /// <returns>The room as it is now; null where he has no place any more.</returns>
    public Joined? Renew(RoomViewer viewer)
    {
        if (!Output.Viewers.Contains(viewer))
        {
            return null;
        }

        viewer.Seat?.Renew();
        return _card.Welcome(viewer);
    }

    private RoomAttachment Attach(RoomViewer newcomer)
    {
        _metrics.Viewers(1);
        _card.Update();
        return new RoomAttachment(this, newcomer, _card.Welcome(newcomer));
    }

    // The game may tell the newcomer something while he joins, so his viewer has to be known before he is.
    private RoomViewer? SitDown(Player player)
    {
        if (player.IsBot || _sittingDown is not { } viewer)
        {
            return null;
        }

        viewer.Seat = new Seat(this, viewer, player);
        return viewer;
    }

    private void RunInbox()
    {
        foreach (var work in Inbox.Take())
        {
            work.Run(this);
        }
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
                Simulation.Leave(player);
            }
        }
        finally
        {
            _metrics.Viewers(-1);

            // Whoever waits for this may look at once who is here.
            _card.Update();
            viewer.Gone();
        }
    }

    private void Step()
    {
        foreach (var viewer in Output.Viewers)
        {
            viewer.Seat?.FollowLine();
            viewer.Seat?.ApplyInputs();
        }

        Simulation.Step();
        LatestTick = Simulation.TickNumber;
        _card.Update();
    }

    private void SendSnapshots()
    {
        _snapshots.Read(Simulation.TickNumber);
        var (sent, withheld) = _snapshots.Send(Output.Viewers);
        _metrics.Snapshots(sent, withheld);
    }

    private bool IsDeserted()
    {
        _emptyTicks = Output.Viewers.Count == 0 ? _emptyTicks + 1 : 0;
        if (_emptyTicks <= _options.EmptySeconds * TickRate || !Inbox.TryClose())
        {
            return false;
        }

        _ended.TrySetResult();
        return true;
    }

    private void Abandon(string reason)
    {
        foreach (var viewer in Output.Viewers)
        {
            TellClosed(viewer, reason);
            _metrics.Viewers(-1);
            viewer.Gone();
        }

        Output.Viewers.Clear();
        Inbox.Close();
        _ended.TrySetResult();
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
            LogUntold(_logger, error, Id);
        }
    }

    [LoggerMessage(1104, LogLevel.Error, "A viewer of room {Room} could not be told that it was closed")]
    private static partial void LogUntold(ILogger logger, Exception error, string room);

    [LoggerMessage(1103, LogLevel.Error, "Room {Room} of the game {Game} failed in step {Tick} and was closed")]
    private static partial void LogFailed(ILogger logger, Exception error, string room, string game, int tick);
}
