using System.Numerics;
using System.Runtime.CompilerServices;

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

/// <summary>All entities of one type in a room. Enumerating it gives each alive entity by reference.</summary>
/// <typeparam name="T">A struct with <see cref="EntityAttribute"/>.</typeparam>
public sealed class EntitySet<T> : EntitySet
    where T : unmanaged
{
    private readonly T[] _items;
    private readonly int[] _bits;
    private readonly EntityLayout<T> _layout;
    private readonly PositionReader? _position;

    internal EntitySet(int firstId, int capacity)
        : base(EntityLayout<T>.Instance, firstId, capacity)
    {
        _items = new T[capacity];
        _layout = EntityLayout<T>.Instance;
        _bits = new int[_layout.AllFields];
        _position = typeof(T).IsAssignableTo(typeof(IPlaced))
            ? typeof(EntitySet<T>).GetMethod(nameof(PositionOf), System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic)!
                .MakeGenericMethod(typeof(T)).CreateDelegate<PositionReader>()
            : null;
    }

    private delegate Vector2 PositionReader(in T entity);

    /// <inheritdoc/>
    public override bool IsPlaced => _position is not null;

    /// <summary>The entity of this id, by reference. The reference is valid until the entity is removed.</summary>
    /// <param name="id">The id of an alive entity.</param>
    /// <exception cref="ArgumentException">No such entity is alive.</exception>
    public ref T this[int id]
    {
        get
        {
            if (!Contains(id))
            {
                throw new ArgumentException($"No {Layout.Name} with id {id} is alive.", nameof(id));
            }

            return ref _items[id - FirstId];
        }
    }

    /// <summary>Adds an entity.</summary>
    /// <param name="owner">Who receives its owner-only fields and finds it by <see cref="Of"/>; null for nobody.</param>
    /// <param name="entity">Its first state.</param>
    /// <returns>Its id, or 0 when every slot is taken.</returns>
    public int Spawn(Player? owner, in T entity)
    {
        var slot = Take(owner);
        if (slot < 0)
        {
            return 0;
        }

        _items[slot] = entity;
        return FirstId + slot;
    }

    /// <summary>Whether a player owns an entity of this kind, and its id.</summary>
    /// <param name="owner">The owner to look for.</param>
    /// <param name="id">The id of the first one, or 0.</param>
    public bool TryFind(Player owner, out int id)
    {
        var slot = SlotOf(owner);
        id = slot < 0 ? 0 : FirstId + slot;
        return slot >= 0;
    }

    /// <summary>The first entity that a player owns, by reference.</summary>
    /// <param name="owner">The owner to look for.</param>
    /// <exception cref="ArgumentException">The player owns none.</exception>
    public ref T Of(Player owner)
    {
        var slot = SlotOf(owner);
        if (slot < 0)
        {
            throw new ArgumentException($"{owner.Name} owns no {Layout.Name}.", nameof(owner));
        }

        return ref _items[slot];
    }

    /// <inheritdoc/>
    public override Vector2 PositionAt(int slot) => _position is null ? Vector2.Zero : _position(_items[slot]);

    /// <inheritdoc/>
    public override void ReadWire(int slot, int[] values, int offset) => _layout.ReadWire(_items[slot], values, offset);

    /// <summary>Goes through the alive entities in the order of their ids; removing the current one is allowed.</summary>
    public Enumerator GetEnumerator() => new(this);

    internal override ulong Hash(ulong hash)
    {
        for (var slot = 0; slot < SlotBound; slot++)
        {
            if (IsAlive(slot))
            {
                _layout.ReadBits(_items[slot], _bits, 0);
                hash = StateHash.Add(hash, FirstId + slot);
                hash = StateHash.Add(hash, _bits);
            }
        }

        return hash;
    }

    private static Vector2 PositionOf<TPlaced>(in TPlaced entity)
        where TPlaced : struct, IPlaced => Unsafe.AsRef(in entity).Position;

    /// <summary>One alive entity: its id, its owner and its state by reference.</summary>
    public readonly ref struct Entry
    {
        private readonly EntitySet<T> _set;
        private readonly int _slot;

        internal Entry(EntitySet<T> set, int slot)
        {
            _set = set;
            _slot = slot;
        }

        /// <summary>The entity's id.</summary>
        public int Id => _set.FirstId + _slot;

        /// <summary>The entity's owner, if it has one.</summary>
        public Player? Owner => _set.OwnerAt(_slot);

        /// <summary>The entity's state, by reference.</summary>
        public ref T Value => ref _set._items[_slot];
    }

    /// <summary>Goes through the alive entities.</summary>
    public ref struct Enumerator
    {
        private readonly EntitySet<T> _set;
        private int _slot;

        internal Enumerator(EntitySet<T> set)
        {
            _set = set;
            _slot = -1;
        }

        /// <summary>The current entity.</summary>
        public readonly Entry Current => new(_set, _slot);

        /// <summary>Goes to the next alive entity.</summary>
        public bool MoveNext()
        {
            while (++_slot < _set.SlotBound)
            {
                if (_set.IsAlive(_slot))
                {
                    return true;
                }
            }

            return false;
        }
    }
}
