namespace GameServer.Hosting.Rooms;

/// <summary>Takes the points and coins that players earn, to be kept. Called from room loops: it must neither block nor throw.</summary>
public interface IAwardSink
{
    /// <summary>A player earned points.</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="name">The player's name in the room.</param>
    /// <param name="points">The points of one round or match.</param>
    void Award(long accountId, string name, int points);

    /// <summary>A player earned coins.</summary>
    /// <param name="accountId">The account; a guest's coins are not kept.</param>
    /// <param name="coins">How many.</param>
    /// <param name="item">What for.</param>
    void Pay(long accountId, int coins, string item);
}
