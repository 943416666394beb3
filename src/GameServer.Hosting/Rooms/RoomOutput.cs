using GameServer.Games;
using GameServer.Services;

namespace GameServer.Hosting.Rooms;

/// <summary>What happens in a room's game, told to the room's viewers.</summary>
internal sealed class RoomOutput(string game, IAwardSink awards) : IGameOutput
{
    private readonly List<RoomViewer> _viewers = [];
    private readonly Dictionary<Type, string> _names = [];
    private readonly Dictionary<Player, RoomViewer> _seated = [];

    /// <summary>Everybody who is sent something, in the order of coming in.</summary>
    public List<RoomViewer> Viewers => _viewers;

    /// <summary>How many people have a seat.</summary>
    public int People => _seated.Count;

    /// <summary>Called with each player who comes in, before the game is told: who belongs to the player, if anybody.</summary>
    public Func<Player, RoomViewer?> FindViewer { get; set; } = static _ => null;

    /// <inheritdoc/>
    public void Emit<TEvent>(in TEvent gameEvent, Player? to)
        where TEvent : struct
    {
        if (!_names.TryGetValue(typeof(TEvent), out var name))
        {
            name = NameOf(typeof(TEvent));
            _names.Add(typeof(TEvent), name);
        }

        if (to is null)
        {
            Broadcast(name, gameEvent);
        }
        else if (_seated.TryGetValue(to, out var viewer))
        {
            Tell(viewer, name, gameEvent);
        }
    }

    /// <inheritdoc/>
    public void Entered(Player player)
    {
        Broadcast("room.entered", new PlayerEntered(new RoomPlayer(player.Id, player.Name, player.IsBot)));
        if (FindViewer(player) is { } viewer)
        {
            _seated.Add(player, viewer);
            _viewers.Add(viewer);
        }
    }

    /// <inheritdoc/>
    public void Left(Player player)
    {
        _seated.Remove(player);
        Broadcast("room.left", new PlayerLeft(player.Id));
    }

    /// <inheritdoc/>
    public void Award(Player player, int points)
    {
        if (_seated.TryGetValue(player, out var viewer) && viewer.AccountId is { } account)
        {
            awards.Award(account, player.Name, points);
        }
    }

    /// <inheritdoc/>
    public void Pay(Player player, int coins, string item)
    {
        if (_seated.TryGetValue(player, out var viewer) && viewer.AccountId is { } account)
        {
            awards.Pay(account, coins, item);
        }
    }

    // What the check at the start cannot find, such as an event that generic code tells, is found when it is told first.
    private string NameOf(Type told)
    {
        if (!told.IsDefined(typeof(EventAttribute), inherit: false))
        {
            throw new DeclarationException($"{told.Name} is told by Emit in the game {game} but lacks [Event]; add it to the struct.");
        }

        var name = WireName.OfEvent(game, told);
        return _names.FirstOrDefault(known => known.Value == name).Key is { } other
            ? throw new DeclarationException($"{other.Name} and {told.Name} are both called {name} on the wire; give one another name by [Event(\"name\")].")
            : name;
    }

    /// <summary>Tells all viewers, or none when the format of one cannot write it.</summary>
    public void Broadcast<T>(string name, in T parameters)
    {
        var message = EventMessage.Of(name, parameters);
        foreach (var viewer in _viewers)
        {
            viewer.Encode(message);
        }

        foreach (var viewer in _viewers)
        {
            viewer.Send(message);
        }
    }

    /// <summary>Tells one.</summary>
    public void Tell<T>(RoomViewer viewer, string name, in T parameters)
    {
        var message = EventMessage.Of(name, parameters);
        viewer.Encode(message);
        viewer.Send(message);
    }
}
