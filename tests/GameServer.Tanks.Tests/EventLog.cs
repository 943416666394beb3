using GameServer.Games;

namespace GameServer.Tanks.Tests;

/// <summary>Collects what a game tells.</summary>
internal sealed class EventLog : IGameOutput
{
    private readonly List<(object Event, Player? To)> _events = [];

    public List<(Player Player, int Points)> Awards { get; } = [];

    public List<(Player Player, int Coins, string Item)> Payments { get; } = [];

    public IEnumerable<T> All<T>() => _events.Select(entry => entry.Event).OfType<T>();

    public IEnumerable<Player?> ReceiversOf<T>() => _events.Where(entry => entry.Event is T).Select(entry => entry.To);

    public void Clear() => _events.Clear();

    public void Emit<TEvent>(in TEvent gameEvent, Player? to)
        where TEvent : struct => _events.Add((gameEvent, to));

    public void Entered(Player player)
    {
    }

    public void Left(Player player)
    {
    }

    public void Award(Player player, int points) => Awards.Add((player, points));

    public void Pay(Player player, int coins, string item) => Payments.Add((player, coins, item));
}
