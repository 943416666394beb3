namespace GameServer.Simulation.Tests.Clients;

/// <summary>A snapshot as it was read; used again for the next one.</summary>
internal sealed class Snapshot
{
    public int Tick { get; set; }

    public int Ack { get; set; }

    public List<int> Left { get; } = [];

    public List<Change> Changes { get; } = [];

    /// <summary>The values of all changes one after another: one for each bit of the mask, the lowest first.</summary>
    public List<int> Values { get; } = [];

    public void Clear()
    {
        (Tick, Ack) = (-1, -1);
        Left.Clear();
        Changes.Clear();
        Values.Clear();
    }

    /// <param name="Id">The entity.</param>
    /// <param name="IsFull">Whether it is told in full.</param>
    /// <param name="IsDifference">Whether the values are differences.</param>
    /// <param name="Mask">Which fields are told.</param>
    /// <param name="Offset">Where its values begin.</param>
    public readonly record struct Change(int Id, bool IsFull, bool IsDifference, uint Mask, int Offset);
}
