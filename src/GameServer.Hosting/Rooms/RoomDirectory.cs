using GameServer.Games;
using GameServer.Rpc;
using GameServer.Rpc.Dispatch;
using GameServer.Services;

namespace GameServer.Hosting.Rooms;

/// <summary>Finds rooms by id or game, opens them when the others are full, and closes the empty ones.</summary>
public sealed class RoomDirectory
{
    private const string IdLetters = "23456789abcdefghjkmnpqrstuvwxyz";
    private const int IdLength = 5;

    // A game that hangs in every room must not take a thread for each who asks for one.
    private const int MostHungRooms = 4;
    private static readonly TimeSpan OpeningPause = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly List<Room> _rooms = [];
    private readonly IReadOnlyList<GameRegistration> _games;
    private readonly ILoopScheduler _scheduler;
    private readonly RoomServices _services;
    private readonly GameRandom _random;
    private readonly Dictionary<string, (long At, string Reference)> _failedToOpen = [];
    private bool _draining;

    internal RoomDirectory(IEnumerable<GameRegistration> games, ILoopScheduler scheduler, RoomServices services, int seed)
    {
        _games = [.. games];
        _scheduler = scheduler;
        _services = services;
        _random = new GameRandom(seed);
        Games = [.. _games.Select(game => game.Name)];
    }

    /// <summary>The games' names in the order of registration; the first is the one meant where none is named.</summary>
    public IReadOnlyList<string> Games { get; }

    /// <summary>The open rooms.</summary>
    public IReadOnlyList<RoomInfo> List()
    {
        lock (_lock)
        {
            return [.. _rooms.Select(room => room.Info)];
        }
    }

    /// <summary>The open rooms whose game does not return.</summary>
    public IReadOnlyList<HungRoom> Hung
    {
        get
        {
            lock (_lock)
            {
                return
                [
                    .. _rooms.Where(static room => room.HungBy is not null)
                        .Select(static room => new HungRoom(room.Game, room.Id, room.Activity.ToString())),
                ];
            }
        }
    }

    /// <summary>The open room of an id.</summary>
    internal Room? Find(string id)
    {
        lock (_lock)
        {
            return _rooms.Find(room => room.Id == id);
        }
    }

    /// <summary>True while games that do not return keep every room from going on.</summary>
    public bool IsExhausted => _scheduler.IsExhausted;

    /// <summary>Gives a viewer a seat: in the room named, or in the fullest one that has a place, or in a new one.</summary>
    /// <param name="game">A game's name; null for the first.</param>
    /// <param name="room">A room's id; null for any.</param>
    /// <param name="viewer">Who sits down.</param>
    /// <param name="name">The name to show.</param>
    /// <param name="cancellation">Gives up trying further rooms; a seat that was taken meanwhile is kept.</param>
    /// <param name="earlier">Where the viewer is already, for him to leave once he is in: the seat that he has in the same
    /// room is his new one's place.</param>
    /// <exception cref="RpcException">1007, 1008, 1010; the viewer stays where he is.</exception>
    /// <exception cref="ReportedException">The game failed, or does not return.</exception>
    public Task<RoomAttachment> JoinAsync(
        string? game, string? room, IViewer viewer, string name, CancellationToken cancellation,
        RoomAttachment? earlier = null) =>
        EnterAsync(game, room, viewer, name, earlier, cancellation);

    /// <summary>Lets a viewer look at the room named, or at the fullest one, or at a new one.</summary>
    /// <param name="game">A game's name; null for the first.</param>
    /// <param name="room">A room's id; null for any.</param>
    /// <param name="viewer">Who looks.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="earlier">Where the viewer is already, as for <see cref="JoinAsync"/>.</param>
    /// <exception cref="RpcException">1007, 1008, 1010; the viewer stays where he is.</exception>
    /// <exception cref="ReportedException">The game failed, or does not return.</exception>
    public Task<RoomAttachment> WatchAsync(
        string? game, string? room, IViewer viewer, CancellationToken cancellation, RoomAttachment? earlier = null) =>
        EnterAsync(game, room, viewer, null, earlier, cancellation);

    /// <summary>
    /// From now on nobody is taken in (1010). Every room lets its players go, so that their points are given, and
    /// closes; completes when the last one has, those excepted whose game does not return.
    /// </summary>
    /// <param name="cancellation">Stops waiting; the rooms close all the same.</param>
    public async Task DrainAsync(CancellationToken cancellation)
    {
        Room[] closing;
        lock (_lock)
        {
            _draining = true;
            closing = [.. _rooms];
        }

        Array.ForEach(closing, static room => room.Close());
        foreach (var room in closing)
        {
            var work = new DrainWork();
            if (room.Inbox.TryPost(work))
            {
                await work.Done.WaitAsync(cancellation);
            }
        }
    }

    private async Task<RoomAttachment> EnterAsync(
        string? game, string? id, IViewer viewer, string? name, RoomAttachment? earlier, CancellationToken cancellation)
    {
        // Where he has a place of the kind that he asks for, he needs no other.
        var own = earlier is { HasRoomEnded: false } && earlier.Seat is null == name is null ? earlier : null;
        if (id is null)
        {
            // A game may be made for it: not under the lock.
            _ = Meant(game)?.Traits;
        }

        List<Room> tried = [];
        Room? opened = null;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var room = Reserve(game, id, name is not null, own?.In, tried, ref opened);
            var work = new EnterWork(viewer, name, room == earlier?.In ? earlier.Viewer : null, keepsPlace: room == own?.In);
            var isPosted = room.Inbox.TryPost(work);
            if (room == opened && !tried.Contains(room))
            {
                // Only now, or an empty room might close before the one is there for whom it was opened.
                _scheduler.Add(room);
            }

            if (isPosted && await work.Entered is { } attachment)
            {
                // Whoever is in has given up the place that he had, and is in, whether somebody still waits for it or not.
                return attachment;
            }

            if (room.FailedToOpen is { } failure)
            {
                throw PauseOpening(room.Game, failure.Reference);
            }

            // Its bots took the last place, or it ended since: the next one.
            tried.Add(room);
        }
    }

    private GameRegistration? Meant(string? game) => _games.FirstOrDefault(one => game is null || one.Name == game);

    private ReportedException PauseOpening(string game, string reference)
    {
        lock (_lock)
        {
            _failedToOpen[game] = (_services.Time.GetTimestamp(), reference);
        }

        return new ReportedException(reference);
    }

    private Room Reserve(string? game, string? id, bool seated, Room? own, List<Room> tried, ref Room? opened)
    {
        bool TryReserve(Room room) => room == own || room.PlacesFor(seated).TryReserve();

        lock (_lock)
        {
            if (_draining)
            {
                throw new RpcException(ErrorCodes.Draining, "The server is stopping.");
            }

            if (id is not null)
            {
                var named = Named(game, id);
                return named.HungBy is { } hung ? throw new ReportedException(hung.Reference)
                    : !tried.Contains(named) && TryReserve(named) ? named
                    : throw Full();
            }

            var registration = Meant(game) ?? throw new RpcException(ErrorCodes.RoomNotFound, "There is no such game.");
            var found = _rooms
                .Where(room => room.Game == registration.Name && room.HungBy is null && !tried.Contains(room))
                .OrderByDescending(room => room.Seats.Taken)
                .FirstOrDefault(TryReserve);
            if (found is not null)
            {
                return found;
            }

            // One call opens one room: a game that fills or fails every room at once must not have all of them.
            return opened is null ? opened = Open(registration, seated) : throw Full();
        }
    }

    private Room Named(string? game, string id) =>
        _rooms.Find(room => room.Id == id && (game is null || room.Game == game))
        ?? throw new RpcException(ErrorCodes.RoomNotFound, "There is no such room.");

    private Room Open(GameRegistration game, bool seated)
    {
        if (_failedToOpen.TryGetValue(game.Name, out var failed) && _services.Time.GetElapsedTime(failed.At) < OpeningPause)
        {
            throw new ReportedException(failed.Reference);
        }

        var hung = _rooms.Where(room => room.Game == game.Name).Select(room => room.HungBy).OfType<ReportedException>().ToList();
        if (hung.Count >= MostHungRooms)
        {
            throw new ReportedException(hung[^1].Reference);
        }

        if (_rooms.Count >= _services.Options.MaxRooms)
        {
            throw Full();
        }

        var room = new Room(NewId(), game, (int)_random.NextBits(), _services);
        if (!room.PlacesFor(seated).TryReserve())
        {
            throw Full();
        }

        _rooms.Add(room);
        _services.Metrics.Rooms(1);
        _ = RemoveWhenEndedAsync(room);
        return room;
    }

    private async Task RemoveWhenEndedAsync(Room room)
    {
        await room.Ended;
        lock (_lock)
        {
            _rooms.Remove(room);
        }

        _services.Metrics.Rooms(-1);
    }

    private string NewId()
    {
        string id;
        do
        {
            id = string.Create(IdLength, _random, static (letters, random) =>
            {
                foreach (ref var letter in letters)
                {
                    letter = IdLetters[random.Next(IdLetters.Length)];
                }
            });
        }
        while (_rooms.Exists(room => room.Id == id));
        return id;
    }

    private static RpcException Full() => new(ErrorCodes.RoomFull, "The room is full.");
}
