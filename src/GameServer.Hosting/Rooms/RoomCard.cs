using System.Buffers;
using GameServer.Games;
using GameServer.Rpc.Protocol;
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
    private readonly object? _world;
    private readonly List<WireFormat> _writable = [];
    private RoomInfo _info;

    public RoomCard(string id, string name, Game game, RoomOutput output)
    {
        (_id, _name, _game, _output) = (id, name, game, output);
        _schema = RoomSchema.Of(game);
        _world = game.World;
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
        _world);

    /// <summary>
    /// Makes sure that the world can be written, once for each format: a player that had a seat before it failed would sit there
    /// without an answer. By the loop.
    /// </summary>
    public void CheckWorld(WireFormat? format)
    {
        if (_world is not null && format is not null && !_writable.Contains(format))
        {
            format.WriteValue(new ArrayBufferWriter<byte>(), _world);
            _writable.Add(format);
        }
    }

    private RoomInfo Describe() =>
        new(_id, _name, _output.People, _game.Players.Count - _output.People, _game.MaxPlayers);
}
