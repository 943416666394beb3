using GameServer.Games;
using GameServer.Rpc.Dispatch;
using GameServer.Services;
using Microsoft.Extensions.Logging;

namespace GameServer.Hosting.Rooms;

/// <summary>
/// One room: a simulation that only this room's loop touches. Everything from outside waits in the inbox or in the
/// seats' lanes until the next tick; nothing in here is locked, awaited or shared.
/// </summary>
internal sealed partial class Room : ILoop
{
    private readonly GameRegistration _registration;
    private readonly int _seed;
    private readonly RoomOptions _options;
    private readonly RoomMetrics _metrics;
    private readonly ILogger _logger;
    private readonly RoomFaults _faults;
    private RoomSnapshots? _snapshots;
    private RoomCard? _card;
    private GameTraits _traits;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _emptyTicks;
    private volatile bool _closing;
    private volatile ReportedException? _hungBy;
    private volatile ReportedException? _failedToOpen;

    public Room(string id, GameRegistration registration, int seed, RoomServices services)
    {
        (_registration, _seed, _traits) = (registration, seed, registration.Traits);
        (_options, _metrics, _logger) = (services.Options, services.Metrics, services.Logger);
        Id = id;
        Game = registration.Name;
        Lanes = new CommandLanes(registration);
        Output = new RoomOutput(Game, services.Awards) { FindViewer = SitDown };
        Seats = new RoomPlaces(_traits.MaxPlayers);
        Watchers = new RoomPlaces(_options.MaxWatchers);
        _faults = new RoomFaults(id, Game, Activity, services);
    }

    public string Id { get; }

    /// <summary>The game's name.</summary>
    public string Game { get; }

    public int TickRate => _traits.TickRate;

    /// <summary>The game; the loop's alone, from its first tick on.</summary>
    public Simulation Simulation { get; private set; } = null!;

    /// <summary>Which member of the game runs or ran last.</summary>
    public RoomActivity Activity { get; } = new();

    /// <summary>Where the game's happenings go; the loop's alone.</summary>
    public RoomOutput Output { get; }

    public CommandLanes Lanes { get; }

    public RoomInbox Inbox { get; } = new();

    public RoomPlaces Seats { get; }

    public RoomPlaces Watchers { get; }

    /// <summary>The room as the loop left it last; for any thread.</summary>
    public RoomInfo Info => Volatile.Read(ref _card)?.Info ?? new RoomInfo(Id, Game, 0, 0, Seats.Capacity);

    /// <summary>The last step; for any thread.</summary>
    public int LatestTick { get; private set; }

    /// <summary>Completes when the room has ended.</summary>
    public Task Ended => _ended.Task;

    /// <summary>The answer to callers while the game does not return; null while it does. For any thread.</summary>
    public ReportedException? HungBy => _hungBy;

    /// <summary>The answer to callers when the game could not be made or started; null while it could. For any thread.</summary>
    public ReportedException? FailedToOpen => _failedToOpen;

    /// <summary>Asks the room to let everybody go, as by their own wish, and to end; from any thread.</summary>
    public void Close() => _closing = true;

    /// <summary>Makes the game and starts it; by the loop in its first tick, or by a test.</summary>
    public Room Open()
    {
        Activity.Enter("its constructor");
        var game = _registration.Create();
        _traits = GameTraits.Of(game);
        Seats.Capacity = _traits.MaxPlayers;
        Activity.Enter("Start");
        Simulation = new Simulation(game, _seed, Output);
        _snapshots = new RoomSnapshots(Simulation, _options, Activity);
        Activity.Enter(nameof(Games.Game.World));
        Volatile.Write(ref _card, new RoomCard(Id, Game, game, Output));
        return this;
    }

    /// <inheritdoc/>
    public bool Tick()
    {
        try
        {
            if (_card is null)
            {
                Open();
            }

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
            var failure = _faults.Room(error, TickNumber);
            _failedToOpen = _card is null ? failure : null;
            Abandon("failed");
            return false;
        }
    }

    /// <inheritdoc/>
    public void Hang(TimeSpan time, bool isDebugged)
    {
        var reason = _faults.Hung(TickNumber, time.TotalSeconds, isDebugged);
        if (!isDebugged)
        {
            _hungBy = reason;
            Inbox.Stall(reason);
        }
    }

    /// <inheritdoc/>
    public void Return()
    {
        if (_hungBy is not null)
        {
            _hungBy = null;
            Inbox.Resume();
            _faults.Returned(TickNumber);
        }
    }

    /// <summary>The places of those with a seat, or of those who watch.</summary>
    public RoomPlaces PlacesFor(bool seated) => seated ? Seats : Watchers;

    /// <summary>Lets a player's command change the game; a mistake costs the command. By the loop.</summary>
    public void Apply<TCommand>(Player player, in TCommand command)
        where TCommand : struct
    {
        Activity.EnterApply<TCommand>();
        try
        {
            Simulation.Apply(player, command);
        }
        catch (Exception error)
        {
            GiveUp<TCommand>(player, error);
        }
    }

    /// <summary>The same for an input, which is acknowledged with it. By the loop.</summary>
    public void ApplyInput<TInput>(Seat seat, in TInput input)
        where TInput : struct, IInput<TInput>
    {
        Activity.EnterApply<TInput>();
        try
        {
            seat.Ack = input.Seq;
            Simulation.Apply(seat.Player, input);
        }
        catch (Exception error)
        {
            GiveUp<TInput>(seat.Player, error);
        }
    }

    /// <summary>A command cost itself only. By the loop.</summary>
    public void GiveUp<TCommand>(Player player, Exception error) =>
        _faults.Command(typeof(TCommand), error, player, TickNumber);

    /// <summary>Tells all in the room what a service tells; what cannot be written costs the event only. By the loop.</summary>
    public void Broadcast<T>(string name, in T parameters)
    {
        try
        {
            Output.Broadcast(name, parameters);
        }
        catch (Exception error)
        {
            _faults.Broadcast(name, error, TickNumber);
        }
    }

    private int TickNumber => Simulation?.TickNumber ?? 0;

    private void RunInbox()
    {
        foreach (var work in Inbox.Take())
        {
            work.Run(this);
        }
    }

    private void Step()
    {
        foreach (var viewer in Output.Viewers)
        {
            viewer.Seat?.FollowLine();
            viewer.Seat?.ApplyInputs();
        }

        Activity.Enter(nameof(Simulation.Step));
        Simulation.Step();
        LatestTick = Simulation.TickNumber;
        _card!.Update();
    }

    private void SendSnapshots()
    {
        _snapshots!.Read(Simulation.TickNumber);
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

    // Whatever fails here, those who wait have to hear that the room ends.
    private void Abandon(string reason)
    {
        foreach (var viewer in Output.Viewers)
        {
            TellClosed(viewer, reason);
            _metrics.Viewers(-1);
            RoomLog.Left(_logger, this, viewer);
            LetOut(viewer);
        }

        Output.Viewers.Clear();
        Inbox.Close();
        _ended.TrySetResult();
    }
}
