namespace GameServer.Hosting.Rooms;

/// <summary>What a viewer holds on his line: what the next snapshot starts from.</summary>
/// <param name="highest">The highest id in the room.</param>
internal sealed class ViewerBaseline(int highest)
{
    private readonly int[] _since = new int[highest + 1];

    /// <summary>The entities that he holds.</summary>
    public IdSet Held { get; } = new(highest);

    /// <summary>The step of the last snapshot after which he held everything that he might know; 0 when there is none.</summary>
    public int CompleteAt { get; set; }

    /// <summary>The step that he was sent an entity in last; of meaning for those that he holds.</summary>
    public int Since(int id) => _since[id];

    /// <summary>Notes that he is sent an entity.</summary>
    public void Sent(int id, int tick) => _since[id] = tick;

    /// <summary>He holds nothing: his line is a new one.</summary>
    public void Forget()
    {
        Held.Clear();
        CompleteAt = 0;
    }
}
