namespace GameServer.Hosting.Rooms;

/// <summary>The entities that did not find room in a viewer's last snapshot, and what priority they have gathered.</summary>
/// <param name="highest">The highest id in the room.</param>
internal sealed class WaitingEntities(int highest)
{
    private readonly float[] _gathered = new float[highest + 1];
    private readonly IdSet _ids = new(highest);

    /// <summary>Adds to an entity's priority; one that did not wait begins anew.</summary>
    /// <returns>What it has.</returns>
    public float Gather(int id, float priority) => _gathered[id] = priority + (_ids.Contains(id) ? _gathered[id] : 0);

    /// <summary>Notes who waits now.</summary>
    public void Are(ReadOnlySpan<SnapshotCandidate> candidates)
    {
        _ids.Clear();
        foreach (ref readonly var candidate in candidates)
        {
            _ids.Add(candidate.Id);
        }
    }

    /// <summary>Nobody waits.</summary>
    public void Clear() => _ids.Clear();
}
