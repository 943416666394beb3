using System.Text.Json;
using GameServer.Simulation.Tests.Play;

namespace GameServer.Simulation.Tests.Clients;

/// <summary>What a client holds of a room: its entities, who is there, and how far what is counted has come.</summary>
internal sealed class RoomView
{
    private readonly Action<bool, string> _require;
    private readonly Schema _schema;
    private readonly Snapshot _snapshot = new();
    private readonly Dictionary<int, int[]> _entities = [];
    private readonly HashSet<int> _players = [];
    private readonly Dictionary<int, int> _quacks = [];
    private readonly int _pond;
    private readonly int _seqBefore;
    private int _tick;
    private int _ack;
    private int? _chime;
    private int? _surfaced;
    private bool _knowsWhoIsHere = true;
    private bool _isGreeted;
    private bool _isCatchingUp;

    public RoomView(JsonElement joined, int seqBefore, Action<bool, string> require)
    {
        (_seqBefore, _require) = (seqBefore, require);
        Id = joined.GetProperty("room").GetProperty("id").GetString()!;
        You = joined.GetProperty("you").GetInt32();
        _schema = new Schema(joined.GetProperty("schema"));
        _pond = joined.GetProperty("world").GetProperty("number").GetInt32();
        foreach (var player in joined.GetProperty("players").EnumerateArray())
        {
            var id = player.GetProperty("id").GetInt32();
            require(_players.Add(id), $"player {id} is in room {Id} twice");
        }

        require(_players.Count <= Pond.Seats, $"{_players.Count} players sit on {Pond.Seats} seats");
        require(You == 0 || _players.Contains(You), $"player {You} is told to be in room {Id}, but is not among its players");
    }

    public string Id { get; }

    /// <summary>The own player's number; 0 for one who watches.</summary>
    public int You { get; }

    public int Snapshots { get; private set; }

    /// <summary>The next number to say.</summary>
    public int NextQuack { get; set; } = 1;

    /// <summary>It is the room where he was before: what is counted goes on where nothing was missed.</summary>
    public void GoOnAfter(RoomView? before, bool isWhole)
    {
        // What is told again happened before this description of the room.
        (_knowsWhoIsHere, _isGreeted) = (false, true);
        if (before is null || before._isCatchingUp || before.Id != Id || before.You != You)
        {
            // He was on his way from one place to another: what is told again may be of both.
            _isCatchingUp = true;
            return;
        }

        NextQuack = before.NextQuack;
        if (isWhole)
        {
            (_chime, _surfaced) = (before._chime, before._surfaced);
        }
    }

    /// <summary>Events are gone for good: what is counted begins anew.</summary>
    public void Miss() => (_chime, _surfaced, _knowsWhoIsHere) = (null, null, false);

    public void TakeEvent(string name, JsonElement parameters)
    {
        switch (_isCatchingUp ? "" : name)
        {
            case "pond.chimed":
                var chime = parameters.GetProperty("number").GetInt32();
                _require(_chime is null || chime == _chime + 1, $"chime {chime} of room {Id} came after {_chime}");
                _require(_isGreeted || You == 0, $"room {Id} did not tell player {You} what it told him while he sat down");
                _chime = chime;
                break;
            case "pond.surfaced":
                var times = parameters.GetProperty("times").GetInt32();
                _require(_surfaced is null || times == _surfaced + 1, $"dive {times} in room {Id} came after {_surfaced}");
                _surfaced = times;
                break;
            case "pond.quacked":
                TakeQuack(parameters.GetProperty("player").GetInt32(), parameters.GetProperty("number").GetInt32());
                break;
            case "room.entered":
                var entered = parameters.GetProperty("player").GetProperty("id").GetInt32();
                _require(_players.Add(entered) || !_knowsWhoIsHere, $"player {entered} came into room {Id} twice");
                break;
            case "room.left":
                var left = parameters.GetProperty("player").GetInt32();
                _require(_players.Remove(left) || !_knowsWhoIsHere, $"player {left} left room {Id} without having been there");
                break;
        }
    }

    public void TakeSnapshot(byte[] message, Wire wire, int seq)
    {
        wire.ReadSnapshot(message, _schema, _snapshot);
        _require(_snapshot.Tick > _tick, $"snapshot {_snapshot.Tick} of room {Id} came after {_tick}");
        _require(
            _snapshot.Ack == _ack || (_snapshot.Ack > Math.Max(_ack, _seqBefore) && _snapshot.Ack <= seq),
            $"input {_snapshot.Ack} was acknowledged after {_ack}; {_seqBefore + 1} to {seq} were sent");
        (_tick, _ack) = (_snapshot.Tick, _snapshot.Ack);
        Snapshots++;
        _isCatchingUp = false;
        foreach (var id in _snapshot.Left)
        {
            _require(_entities.Remove(id), $"entity {id} left and was not known");
        }

        var values = 0;
        foreach (var change in _snapshot.Changes)
        {
            Apply(change, ref values);
        }
    }

    private void Apply(in Snapshot.Change change, ref int offset)
    {
        var kind = _schema.Of(change.Id);
        if (!_entities.TryGetValue(change.Id, out var fields))
        {
            _require(change.IsFull, $"entity {change.Id} changed and was not known");
            _entities.Add(change.Id, fields = new int[kind.Fields.Length]);
        }

        for (var (field, mask) = (0, change.Mask); mask != 0; field++, mask >>= 1)
        {
            if ((mask & 1) != 0)
            {
                var value = _snapshot.Values[offset++];
                fields[field] = change.IsDifference ? unchecked(fields[field] + value) : value;
            }
        }

        if (fields[kind.Sum] != Pond.SumOf(fields[kind.X], fields[kind.Y], fields[kind.Pond]) || fields[kind.Pond] != _pond)
        {
            _require(false, $"entity {change.Id} in snapshot {_tick} of room {Id} (pond {_pond}) is {string.Join(' ', fields)}");
        }
    }

    private void TakeQuack(int player, int number)
    {
        _isGreeted |= player == You;
        if (player == You && number > 0)
        {
            _require(number > _quacks.GetValueOrDefault(player), $"quack {number} came after {_quacks.GetValueOrDefault(player)}");
            _quacks[player] = number;
        }
    }
}
