namespace GameServer.Games;

/// <summary>Somebody in a room: a person or a bot. It lives from joining to leaving.</summary>
public sealed class Player
{
    internal Player(int id, int index, string name, bool isBot)
    {
        Id = id;
        Index = index;
        Name = name;
        IsBot = isBot;
    }

    /// <summary>Unique in the room for the room's life, from 1 on.</summary>
    public int Id { get; }

    /// <summary>A place from 0 to <see cref="Game.MaxPlayers"/> - 1, reused after leaving: an index for arrays.</summary>
    public int Index { get; }

    /// <summary>
    /// The name to show; text of the player's choice, not markup. It changes when a guest registers under another one.
    /// </summary>
    public string Name { get; internal set; }

    /// <summary>Whether the game itself plays this one.</summary>
    public bool IsBot { get; }
}
