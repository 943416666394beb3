namespace GameServer.Games;

/// <summary>Where a simulation's happenings go: a room that tells its viewers, or a test that collects them.</summary>
public interface IGameOutput
{
    /// <summary>Something happened in the game.</summary>
    /// <typeparam name="TEvent">A struct with <see cref="EventAttribute"/>.</typeparam>
    /// <param name="gameEvent">What happened.</param>
    /// <param name="to">The only player to tell, or null for everybody in the room.</param>
    void Emit<TEvent>(in TEvent gameEvent, Player? to)
        where TEvent : struct;

    /// <summary>A player, bot or not, came in.</summary>
    /// <param name="player">The player.</param>
    void Entered(Player player);

    /// <summary>A player, bot or not, went.</summary>
    /// <param name="player">The player.</param>
    void Left(Player player);

    /// <summary>A player earned points for the leaderboard.</summary>
    /// <param name="player">The player; never a bot.</param>
    /// <param name="points">The points of one round or match.</param>
    void Award(Player player, int points);

    /// <summary>A player earned coins for his wallet.</summary>
    /// <param name="player">The player; never a bot.</param>
    /// <param name="coins">How many.</param>
    /// <param name="item">What for.</param>
    void Pay(Player player, int coins, string item);
}
