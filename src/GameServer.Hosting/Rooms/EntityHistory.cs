using System.Numerics;
using GameServer.Games;

namespace GameServer.Hosting.Rooms;

/// <summary>All entities of a room as they travel: their quantised values after the last step and the one before.</summary>
internal sealed class EntityHistory
{
    private readonly EntitySet[] _sets;
    private readonly EntityState[] _entities;
    private readonly int[] _alive;
    private int[] _now;
    private int[] _before;
    private int _aliveCount;

    public EntityHistory(Game game)
    {
        _sets = [.. game.Sets];
        Capacity = _sets.Sum(set => set.Capacity);
        _entities = new EntityState[Capacity + 1];
        _alive = new int[Capacity];
        var offset = 0;
        foreach (var set in _sets)
        {
            for (var slot = 0; slot < set.Capacity; slot++, offset += set.Layout.Fields.Count)
            {
                _entities[set.FirstId + slot] = new EntityState { Set = set, Offset = offset };
            }
        }

        _now = new int[offset];
        _before = new int[offset];
    }

    /// <summary>The most entities at one time; also the highest id.</summary>
    public int Capacity { get; }

    /// <summary>The step that was read last.</summary>
    public int Tick { get; private set; }

    /// <summary>The ids of the alive entities, in order.</summary>
    public ReadOnlySpan<int> Alive => _alive.AsSpan(0, _aliveCount);

    public ref readonly EntityState this[int id] => ref _entities[id];

    /// <summary>Reads all entities after a step.</summary>
    public void Read(int tick)
    {
        (_now, _before) = (_before, _now);
        _aliveCount = 0;
        Tick = tick;
        foreach (var set in _sets)
        {
            for (var slot = 0; slot < set.SlotBound; slot++)
            {
                if (set.IsAlive(slot))
                {
                    ReadOne(set, slot);
                }
            }
        }
    }

    /// <summary>The quantised values of an entity now.</summary>
    public ReadOnlySpan<int> Values(in EntityState entity) => _now.AsSpan(entity.Offset, entity.Set.Layout.Fields.Count);

    /// <summary>The quantised values of an entity one step before; of meaning only where it lived then.</summary>
    public ReadOnlySpan<int> ValuesBefore(in EntityState entity) =>
        _before.AsSpan(entity.Offset, entity.Set.Layout.Fields.Count);

    /// <summary>Where an entity stands now.</summary>
    public Vector2 Position(int id) => _entities[id].Set.PositionAt(id - _entities[id].Set.FirstId);

    private void ReadOne(EntitySet set, int slot)
    {
        var id = set.FirstId + slot;
        ref var entity = ref _entities[id];
        _alive[_aliveCount++] = id;
        set.ReadWire(slot, _now, entity.Offset);
        var layout = set.Layout;
        if (entity.Generation != set.Generation(slot))
        {
            entity.Generation = set.Generation(slot);
            entity.Owner = layout.PublicFields == layout.Fields.Count ? null : set.OwnerAt(slot);
            entity.Mask = 0;
            entity.ChangedAt = entity.OwnerChangedAt = Tick;
            return;
        }

        entity.Mask = Differences(Values(entity), ValuesBefore(entity));
        if (entity.Mask != 0)
        {
            entity.OwnerChangedAt = Tick;
            if (BitOperations.TrailingZeroCount(entity.Mask) < layout.PublicFields)
            {
                entity.ChangedAt = Tick;
            }
        }
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
