using GameServer.Games;

namespace GameServer.Hosting.Tests.Rooms;

/// <summary>What the entities of a game were in each step: what clients' views of them are held against.</summary>
internal sealed class EntityTruth(Simulation simulation)
{
    private readonly Dictionary<int, List<(int Tick, int[] Values)>> _lives = [];
    private readonly Dictionary<int, int> _generations = [];

    /// <summary>Takes down what a step made of them.</summary>
    public void Note()
    {
        foreach (var set in simulation.Game.Sets)
        {
            for (var slot = 0; slot < set.SlotBound; slot++)
            {
                if (set.IsAlive(slot))
                {
                    Note(set, slot);
                }
            }
        }
    }

    /// <summary>Which of the entities that bore an id is alive.</summary>
    public int GenerationOf(int id) => _generations[id];

    public Player? OwnerOf(int id) => SetOf(id).OwnerAt(id - SetOf(id).FirstId);

    /// <summary>The last step in which an entity that is alive was as a viewer sees it; 0 for none.</summary>
    public int LatestTickOf(int id, Player? viewer, Dictionary<string, int> fields) =>
        _lives[id].LastOrDefault(state => Matches(FieldsFor(id, viewer, state.Values), fields)).Tick;

    /// <summary>Everything that a viewer may know now.</summary>
    public SortedDictionary<int, Dictionary<string, int>> VisibleTo(Player? viewer)
    {
        SortedDictionary<int, Dictionary<string, int>> visible = [];
        var view = simulation.ViewOf(viewer);
        foreach (var set in simulation.Game.Sets)
        {
            for (var slot = 0; slot < set.Capacity; slot++)
            {
                var id = set.FirstId + slot;
                if (set.IsAlive(slot) && simulation.Sees(viewer, id)
                    && (!set.IsPlaced || view.Contains(set.PositionAt(slot))))
                {
                    visible[id] = FieldsFor(id, viewer, _lives[id][^1].Values);
                }
            }
        }

        return visible;
    }

    private void Note(EntitySet set, int slot)
    {
        var id = set.FirstId + slot;
        if (!_generations.TryGetValue(id, out var known) || known != set.Generation(slot))
        {
            _generations[id] = set.Generation(slot);
            _lives[id] = [];
        }

        var values = new int[set.Layout.Fields.Count];
        set.ReadWire(slot, values, 0);
        _lives[id].Add((simulation.TickNumber, values));
    }

    private Dictionary<string, int> FieldsFor(int id, Player? viewer, int[] values)
    {
        var isOwner = viewer is not null && OwnerOf(id) == viewer;
        return SetOf(id).Layout.Fields.Zip(values)
            .Where(field => isOwner || !field.First.IsOwnerOnly)
            .ToDictionary(field => field.First.Name, field => field.Second);
    }

    private static bool Matches(Dictionary<string, int> one, Dictionary<string, int> other) =>
        one.Count == other.Count && one.All(field => other.TryGetValue(field.Key, out var value) && value == field.Value);

    private EntitySet SetOf(int id) =>
        simulation.Game.Sets.Single(set => id >= set.FirstId && id < set.FirstId + set.Capacity);
}
