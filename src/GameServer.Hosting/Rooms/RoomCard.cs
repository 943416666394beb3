using GameServer.Games;
using GameServer.Services;

namespace GameServer.Hosting.Rooms;

/// <summary>What a room tells of itself: to those who look for one, and to those who come in.</summary>
internal sealed class RoomCard
{
    private readonly string _id;
    private readonly string _name;
    private readonly Game _game;
    private readonly RoomOutput _output;
    private readonly IReadOnlyList<EntityKind> _schema;
    private RoomInfo _info;

    public RoomCard(string id, string name, Game game, RoomOutput output)
    {
        (_id, _name, _game, _output) = (id, name, game, output);
        _schema = RoomSchema.Of(game);
        _info = Describe();
    }

    /// <summary>The room as the loop left it last; for any thread.</summary>
    public RoomInfo Info => Volatile.Read(ref _info);

    /// <summary>Looks who is there; by the loop.</summary>
    public void Update()
    {
        var (people, bots) = (_output.People, _game.Players.Count - _output.People);
        if (people != _info.Players || bots != _info.Bots)
        {
            Volatile.Write(ref _info, Describe());
        }
    }

    /// <summary>What somebody in the room must know to read its snapshots and events; by the loop.</summary>
    public Joined Welcome(RoomViewer viewer) => new(
        _info,
        viewer.Player?.Id ?? 0,
        _game.TickRate,
        _schema,
        [.. _game.Players.Select(one => new RoomPlayer(one.Id, one.Name, one.IsBot))],
        _game.World);

    private RoomInfo Describe() =>
        new(_id, _name, _output.People, _game.Players.Count - _output.People, _game.MaxPlayers);
}
