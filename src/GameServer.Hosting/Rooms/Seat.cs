using GameServer.Games;
using GameServer.Rpc;

namespace GameServer.Hosting.Rooms;

/// <summary>A player's place in a room: commands in, by a lane for each type.</summary>
internal sealed class Seat : ISeat
{
    private readonly CommandLane[] _lanes;
    private readonly IInputLane[] _inputs;
    private volatile bool _gone;
    private bool _away;

    public Seat(Room room, RoomViewer viewer, Player player)
    {
        Room = room;
        Viewer = viewer;
        Player = player;
        _lanes = room.Lanes.For(this);
        _inputs = [.. _lanes.OfType<IInputLane>()];
    }

    /// <inheritdoc/>
    public string RoomId => Room.Id;

    /// <inheritdoc/>
    public string Game => Room.Game;

    /// <inheritdoc/>
    public Player Player { get; }

    public Room Room { get; }

    public RoomViewer Viewer { get; }

    /// <summary>The last input applied; the loop's.</summary>
    public int Ack { get; set; }

    /// <summary>Whether the player has left, or the room has ended.</summary>
    public bool IsGone => _gone;

    /// <inheritdoc/>
    public void Post<TCommand>(in TCommand command)
        where TCommand : struct
    {
        if (_gone)
        {
            throw Refusal.JoinRoomFirst();
        }

        foreach (var lane in _lanes)
        {
            if (lane is CommandLane<TCommand> typed)
            {
                typed.Post(command);
                return;
            }
        }

        throw new RpcException(ErrorCodes.JoinRoomFirst, $"The game {Game} does not take this command.");
    }

    /// <summary>Tells the game when the player's line is lost, and when he is back. Called by the loop, once a tick.</summary>
    public void FollowLine()
    {
        var away = Viewer.Viewer.Line is null;
        if (away == _away)
        {
            return;
        }

        _away = away;
        if (away)
        {
            ForgetInputs();
            Room.Activity.Enter(nameof(Simulation.Away));
            Room.Simulation.Away(Player);
        }
        else
        {
            Room.Activity.Enter(nameof(Simulation.Back));
            Room.Simulation.Back(Player);
        }
    }

    /// <summary>A new line begins: what it steers is counted anew. Called by the loop.</summary>
    public void Renew()
    {
        Ack = 0;
        ForgetInputs();
    }

    /// <summary>Applies the inputs that are due. Called by the loop, once a tick.</summary>
    public void ApplyInputs()
    {
        foreach (var lane in _inputs)
        {
            lane.ApplyNext(Room);
        }
    }

    /// <summary>Nothing is taken in from now on.</summary>
    public void Close() => _gone = true;

    private void ForgetInputs()
    {
        foreach (var lane in _inputs)
        {
            lane.Clear();
        }
    }
}
