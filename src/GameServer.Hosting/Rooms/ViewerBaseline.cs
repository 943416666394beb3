namespace GameServer.Hosting.Rooms;

/// <summary>What a viewer holds on his line: what the next snapshot starts from.</summary>
/// <param name="highest">The highest id in the room.</param>
internal sealed class ViewerBaseline(int highest)
{
    private readonly int[] _since = new int[highest + 1];
    private int _allSince;

    /// <summary>The entities that he holds.</summary>
    public IdSet Held { get; } = new(highest);

    /// <summary>Whether nothing has been sent on his line yet.</summary>
    public bool IsNew { get; set; } = true;

    /// <summary>The step after which he held everything that he might know, if that was so after his last snapshot.</summary>
    public int? CompleteAt { get; private set; }

    /// <summary>What waits for room in his snapshots; null as long as everything found it.</summary>
    public WaitingEntities? Waiting { get; set; }

    /// <summary>The step after which he held an entity as it was; of meaning for those that he holds.</summary>
    public int Since(int id) => Math.Max(_since[id], _allSince);

    /// <summary>Notes that with this step's snapshot he holds everything that he might know.</summary>
    public void Complete(int tick)
    {
        CompleteAt = tick;
        _allSince = tick;
    }

    /// <summary>Notes that something found no room. What he held of the others, and since when, stays true.</summary>
    public void Lack() => CompleteAt = null;

    /// <summary>Notes that he is sent an entity, but not everything.</summary>
    public void Sent(int id, int tick) => _since[id] = tick;

    /// <summary>He holds nothing: his line is another one.</summary>
    public void Forget()
    {
        Held.Clear();
        Waiting?.Clear();
        IsNew = true;
        CompleteAt = null;
    }
}
