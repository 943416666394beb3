using System.Text.Json;

namespace GameServer.Simulation.Tests.Clients;

/// <summary>What a client was told on one line: the events' numbers, and the room.</summary>
internal sealed class View
{
    private readonly World _world;
    private readonly string _who;
    private bool _hadReply;
    private long? _resumedBy;
    private int _seq;

    public View(World world, string who, View? before)
    {
        (_world, _who) = (world, who);
        _seq = before?._seq ?? 0;
    }

    /// <summary>The number of the last event that came.</summary>
    public long LastEvent { get; private set; }

    public RoomView? Room { get; private set; }

    /// <summary>Whether somebody signed in on this line.</summary>
    public bool IsSignedIn { get; set; }

    /// <summary>The last input that was sent.</summary>
    public int Seq => _seq;

    public int NextSeq() => ++_seq;

    /// <summary>A sign-in on this line goes on with this line's own numbers.</summary>
    public void SignedIn(JsonElement result)
    {
        Require(Next(result) == LastEvent + 1, $"a sign-in announced event {Next(result)} after {LastEvent}");
        Room = null;
    }

    /// <summary>The session, or another one, goes on here.</summary>
    /// <returns>Whether nothing was missed.</returns>
    public bool Resumed(JsonElement result, long? lastEvent, RoomView? before, int seqBefore)
    {
        var next = Next(result);
        Require(next >= 1 && (lastEvent is null || next > lastEvent), $"resumed after {lastEvent} at {next}");
        var isWhole = lastEvent is { } last && next == last + 1;
        (LastEvent, _resumedBy) = (next - 1, result.GetProperty("player").GetProperty("id").GetInt64());
        Room = null;
        if (result.TryGetProperty("room", out var room) && room.ValueKind == JsonValueKind.Object)
        {
            Room = Enter(room, seqBefore);
            Room.GoOnAfter(before, isWhole);
        }

        return isWhole;
    }

    /// <summary>The reply to <c>room.join</c> or <c>room.watch</c>.</summary>
    public void Joined(JsonElement result, int seqBefore) => Room = Enter(result, seqBefore);

    public void Left() => Room = null;

    public void TakeEvent(string name, JsonElement parameters)
    {
        var number = parameters.GetProperty("event").GetInt64();
        if (number > LastEvent + 1 && _resumedBy is { } account)
        {
            // Between the reply and the first event the oldest that was kept may have been forgotten.
            _world.JustifyGap(_who, account);
            Room?.Miss();
        }
        else
        {
            Require(number == LastEvent + 1, $"event {number} ({name}) came after {LastEvent}");
        }

        (LastEvent, _resumedBy) = (number, null);
        if (name == "room.closed")
        {
            if (Room?.Id == parameters.GetProperty("room").GetString())
            {
                Room = null;
            }
        }
        else
        {
            Room?.TakeEvent(name, parameters);
        }
    }

    public void TakeSnapshot(byte[] message, Wire wire)
    {
        Require(_hadReply, "a snapshot came before any room's reply");
        Room?.TakeSnapshot(message, wire, _seq);
    }

    private static long Next(JsonElement result) => result.GetProperty("nextEvent").GetInt64();

    private RoomView Enter(JsonElement joined, int seqBefore)
    {
        _hadReply = true;
        return new RoomView(joined, seqBefore, Require);
    }

    private void Require(bool holds, string what)
    {
        if (!holds)
        {
            throw new ViolationException($"{_who}: {what}");
        }
    }
}
