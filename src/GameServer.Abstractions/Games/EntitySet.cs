using System.Numerics;

namespace GameServer.Games;

/// <summary>All entities of one kind in a room, in a fixed number of slots. Only the room's loop touches it.</summary>
public abstract class EntitySet
{
    private readonly bool[] _alive;
    private readonly Player?[] _owners;
    private readonly int[] _generations;

    private protected EntitySet(EntityLayout layout, int firstId, int capacity)
    {
        Layout = layout;
        FirstId = firstId;
        Capacity = capacity;
        _alive = new bool[capacity];
        _owners = new Player?[capacity];
        _generations = new int[capacity];
    }

    /// <summary>The kind's fields.</summary>
    public EntityLayout Layout { get; }

    /// <summary>The id of slot 0; ids of a room's kinds do not overlap, and small ones cost fewer bytes.</summary>
    public int FirstId { get; }

    /// <summary>The most entities of this kind at one time.</summary>
    public int Capacity { get; }

    /// <summary>How many are alive.</summary>
    public int Count { get; private set; }

    /// <summary>No slot from here on is alive: the bound for loops over slots.</summary>
    public int SlotBound { get; private set; }

    /// <summary>Whether the kind's entities stand somewhere (<see cref="IPlaced"/>).</summary>
    public abstract bool IsPlaced { get; }

    /// <summary>Whether an entity of this id is alive in this set.</summary>
    /// <param name="id">Any number.</param>
    public bool Contains(int id) => (uint)(id - FirstId) < (uint)Capacity && _alive[id - FirstId];

    /// <summary>Whether a slot is taken.</summary>
    /// <param name="slot">From 0 to <see cref="Capacity"/> - 1.</param>
    public bool IsAlive(int slot) => _alive[slot];

    /// <summary>Rises each time a slot is taken anew: tells a reused id from the one before it.</summary>
    /// <param name="slot">From 0 to <see cref="Capacity"/> - 1.</param>
    public int Generation(int slot) => _generations[slot];

    /// <summary>The player who receives the slot's owner-only fields, if any.</summary>
    /// <param name="slot">From 0 to <see cref="Capacity"/> - 1.</param>
    public Player? OwnerAt(int slot) => _owners[slot];

    /// <summary>Where the slot's entity stands; zero for kinds without a place.</summary>
    /// <param name="slot">A slot that is alive.</param>
    public abstract Vector2 PositionAt(int slot);

    /// <summary>Writes the slot's quantised fields, in the order of <see cref="Layout"/>.</summary>
    /// <param name="slot">A slot that is alive.</param>
    /// <param name="values">Receives one whole number a field.</param>
    /// <param name="offset">Where in <paramref name="values"/> the first goes.</param>
    public abstract void ReadWire(int slot, int[] values, int offset);

    /// <summary>
    /// The same for an entity that a reader follows from step to step, unless nothing of it can have changed. There may be
    /// one such reader.
    /// </summary>
    /// <param name="slot">A slot that is alive.</param>
    /// <param name="values">Receives one whole number a field.</param>
    /// <returns>False, and nothing is written, when every bit of the entity is what it was at the call before.</returns>
    public abstract bool TryReadChanged(int slot, int[] values);

    /// <summary>Ends an entity. An id that is not alive is a mistake of the game's.</summary>
    /// <param name="id">The entity's id.</param>
    /// <exception cref="ArgumentException">No such entity is alive.</exception>
    public void Remove(int id)
    {
        if (!Contains(id))
        {
            throw new ArgumentException($"No {Layout.Name} with id {id} is alive.", nameof(id));
        }

        var slot = id - FirstId;
        _alive[slot] = false;
        _owners[slot] = null;
        Count--;
        while (SlotBound > 0 && !_alive[SlotBound - 1])
        {
            SlotBound--;
        }
    }

    internal abstract Type EntityType { get; }

    internal abstract ulong Hash(ulong hash);

    /// <summary>The first alive slot of an owner, or -1.</summary>
    /// <param name="owner">The owner to look for.</param>
    public int SlotOf(Player owner)
    {
        for (var slot = 0; slot < SlotBound; slot++)
        {
            if (ReferenceEquals(_owners[slot], owner))
            {
                return slot;
            }
        }

        return -1;
    }

    private protected int Take(Player? owner)
    {
        var slot = Array.IndexOf(_alive, false);
        if (slot < 0)
        {
            return -1;
        }

        _alive[slot] = true;
        _owners[slot] = owner;
        _generations[slot]++;
        Count++;
        SlotBound = Math.Max(SlotBound, slot + 1);
        return slot;
    }
}
