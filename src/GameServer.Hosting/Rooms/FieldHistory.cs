namespace GameServer.Hosting.Rooms;

/// <summary>In which steps some fields of an entity changed.</summary>
/// <param name="Last">The last time.</param>
/// <param name="Before">The time before that: who holds the fields as they were since then holds what the last change
/// began from.</param>
internal readonly record struct FieldHistory(int Last, int Before)
{
    /// <summary>The history after a change.</summary>
    /// <param name="tick">The step of the change.</param>
    public FieldHistory Then(int tick) => new(tick, Last);
}
