using GameServer.Games;
using GameServer.Rpc;
using GameServer.Services;

namespace GameServer.Hosting.Rooms;

/// <summary>Finds rooms by id or game, opens them when the others are full, and closes the empty ones.</summary>
public sealed class RoomDirectory
{
    private const string IdLetters = "23456789abcdefghjkmnpqrstuvwxyz";
    private const int IdLength = 5;

    private readonly Lock _lock = new();
    private readonly List<Room> _rooms = [];
    private readonly IReadOnlyList<GameRegistration> _games;
    private readonly ILoopScheduler _scheduler;
    private readonly RoomServices _services;
    private readonly GameRandom _random;
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

    /// <summary>Gives a viewer a seat: in the room named, or in the fullest one that has a place, or in a new one.</summary>
    /// <param name="game">A game's name; null for the first.</param>
    /// <param name="room">A room's id; null for any.</param>
    /// <param name="viewer">Who sits down.</param>
    /// <param name="name">The name to show.</param>
    /// <param name="cancellation">Gives up trying further rooms; a seat that was taken meanwhile is kept.</param>
    /// <param name="earlier">Where the viewer is already, for him to leave once he is in: the seat that he has in the same
    /// room is his new one's place.</param>
    /// <exception cref="RpcException">1007, 1008, 1010; the viewer stays where he is.</exception>
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
    public Task<RoomAttachment> WatchAsync(
        string? game, string? room, IViewer viewer, CancellationToken cancellation, RoomAttachment? earlier = null) =>
        EnterAsync(game, room, viewer, null, earlier, cancellation);

    /// <summary>
    /// From now on nobody is taken in (1010). Every room lets its players go, so that their points are given, and
    /// closes; completes when the last one has.
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
            await room.Ended.WaitAsync(cancellation);
        }
    }

    private async Task<RoomAttachment> EnterAsync(
        string? game, string? id, IViewer viewer, string? name, RoomAttachment? earlier, CancellationToken cancellation)
    {
        // Where he has a place of the kind that he asks for, he needs no other.
        var own = earlier is { HasRoomEnded: false } && earlier.Seat is null == name is null ? earlier : null;
        List<Room> tried = [];
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var room = Reserve(game, id, name is not null, own?.In, tried);
            var work = new EnterWork(viewer, name, room == earlier?.In ? earlier.Viewer : null, keepsPlace: room == own?.In);
            if (room.Inbox.TryPost(work) && await work.Entered is { } attachment)
            {
                // Whoever is in has given up the place that he had, and is in, whether somebody still waits for it or not.
                return attachment;
            }

            // Its bots took the last place, or it ended since: the next one.
            tried.Add(room);
        }
    }

    private Room Reserve(string? game, string? id, bool seated, Room? own, List<Room> tried)
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
                return Named(game, id) is { } named && !tried.Contains(named) && TryReserve(named)
                    ? named
                    : throw Full();
            }

            var registration = _games.FirstOrDefault(one => game is null || one.Name == game)
                ?? throw new RpcException(ErrorCodes.RoomNotFound, "There is no such game.");
            return _rooms
                .Where(room => room.Game == registration.Name && !tried.Contains(room))
                .OrderByDescending(room => room.Seats.Taken)
                .FirstOrDefault(TryReserve)
                ?? Open(registration, seated);
        }
    }

    private Room Named(string? game, string id) =>
        _rooms.Find(room => room.Id == id && (game is null || room.Game == game))
        ?? throw new RpcException(ErrorCodes.RoomNotFound, "There is no such room.");

    private Room Open(GameRegistration game, bool seated)
    {
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
        _scheduler.Add(room);
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
