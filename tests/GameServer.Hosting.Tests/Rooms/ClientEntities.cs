namespace GameServer.Hosting.Tests.Rooms;

/// <summary>What a client holds: it applies snapshots as PROTOCOL.md tells it to.</summary>
internal sealed class ClientEntities
{
    /// <summary>The quantised fields by entity id.</summary>
    public SortedDictionary<int, Dictionary<string, int>> ById { get; } = [];

    public void Apply(ReceivedSnapshot snapshot)
    {
        foreach (var id in snapshot.Left)
        {
            Assert.True(ById.Remove(id), $"{id} left but was not known");
        }

        foreach (var entity in snapshot.Entered)
        {
            ById[entity.Id] = entity.Fields;
        }

        foreach (var entity in snapshot.Changed)
        {
            Assert.True(ById.TryGetValue(entity.Id, out var known), $"{entity.Id} changed but is not known");
            foreach (var (field, value) in entity.Fields)
            {
                known[field] = entity.IsDifference ? unchecked(known[field] + value) : value;
            }
        }
    }
}
