using System.Numerics;
using GameServer.Games;

namespace GameServer.Hosting.Rooms;

/// <summary>
/// All entities of a room as they travel: their quantised values now and before the last change of each, and when that was.
/// What rests costs a comparison of its bytes in each step, and nothing else.
/// </summary>
internal sealed class EntityHistory
{
    private readonly EntitySet[] _sets;
    private readonly EntityState[] _entities;
    private readonly Vector2[] _positions;
    private readonly int[] _now;
    private readonly int[] _before;
    private readonly int[] _read = new int[EntityLayout.MaxFields];

    public EntityHistory(Game game)
    {
        _sets = [.. game.Sets];
        Capacity = _sets.Sum(set => set.Capacity);
        _entities = new EntityState[Capacity + 1];
        _positions = new Vector2[Capacity + 1];
        Placed = new IdSet(Capacity);
        Unplaced = new IdSet(Capacity);
        Changed = new IdSet(Capacity);
        var offset = 0;
        foreach (var set in _sets)
        {
            var layout = set.Layout;
            for (var slot = 0; slot < set.Capacity; slot++, offset += layout.Fields.Count)
            {
                _entities[set.FirstId + slot] = new EntityState
                {
                    Set = set,
                    Offset = offset,
                    Fields = layout.Fields.Count,
                    PublicFields = layout.PublicFields,
                };
            }
        }

        _now = new int[offset];
        _before = new int[offset];
    }

    /// <summary>The most entities at one time; also the highest id.</summary>
    public int Capacity { get; }

    /// <summary>The step that was read last.</summary>
    public int Tick { get; private set; }

    /// <summary>The alive entities that stand somewhere.</summary>
    public IdSet Placed { get; }

    /// <summary>The alive entities that do not.</summary>
    public IdSet Unplaced { get; }

    /// <summary>The entities that were born, or changed, in the last step.</summary>
    public IdSet Changed { get; }

    public ref readonly EntityState this[int id] => ref _entities[id];

    /// <summary>Reads all entities after a step.</summary>
    public void Read(int tick)
    {
        Tick = tick;
        Placed.Clear();
        Unplaced.Clear();
        Changed.Clear();
        foreach (var set in _sets)
        {
            var alive = set.IsPlaced ? Placed : Unplaced;
            for (var slot = 0; slot < set.SlotBound; slot++)
            {
                if (set.IsAlive(slot))
                {
                    alive.Add(set.FirstId + slot);
                    ReadOne(set, slot);
                }
            }
        }
    }

    /// <summary>The quantised values of an entity now.</summary>
    public ReadOnlySpan<int> Values(in EntityState entity) => _now.AsSpan(entity.Offset, entity.Fields);

    /// <summary>The quantised values of an entity before its last change; of meaning only where there was one.</summary>
    public ReadOnlySpan<int> ValuesBefore(in EntityState entity) =>
        _before.AsSpan(entity.Offset, entity.Fields);

    /// <summary>Where an entity stands now.</summary>
    public Vector2 Position(int id) => _positions[id];

    private void ReadOne(EntitySet set, int slot)
    {
        if (!set.TryReadChanged(slot, _read))
        {
            return;
        }

        var id = set.FirstId + slot;
        ref var entity = ref _entities[id];
        var now = _now.AsSpan(entity.Offset, entity.Fields);
        var read = _read.AsSpan(0, now.Length);
        _positions[id] = set.PositionAt(slot);
        if (entity.Generation != set.Generation(slot))
        {
            entity.Generation = set.Generation(slot);
            entity.Owner = set.OwnerAt(slot);
            entity.Mask = 0;
            entity.BornAt = Tick;
            entity.Public = entity.All = new FieldHistory(Tick, Tick);
            read.CopyTo(now);
            Changed.Add(id);
            return;
        }

        var mask = Differences(read, now);
        if (mask == 0)
        {
            return;
        }

        now.CopyTo(_before.AsSpan(entity.Offset));
        read.CopyTo(now);
        entity.Mask = mask;
        entity.All = entity.All.Then(Tick);
        if (BitOperations.TrailingZeroCount(mask) < entity.PublicFields)
        {
            entity.Public = entity.Public.Then(Tick);
        }

        Changed.Add(id);
    }

    private static uint Differences(ReadOnlySpan<int> now, ReadOnlySpan<int> before)
    {
        var mask = 0u;
        for (var field = 0; field < now.Length; field++)
        {
            if (now[field] != before[field])
            {
                mask |= 1u << field;
            }
        }

        return mask;
    }
}
