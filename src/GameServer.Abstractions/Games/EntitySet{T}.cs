using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GameServer.Games;

/// <summary>All entities of one type in a room. Enumerating it gives each alive entity by reference.</summary>
/// <typeparam name="T">A struct with <see cref="EntityAttribute"/>.</typeparam>
public sealed class EntitySet<T> : EntitySet
    where T : unmanaged
{
    private readonly T[] _items;

    // What the one reader of changes has seen: the entity, and which of those that bore the id.
    private readonly T[] _seen;
    private readonly int[] _seenGenerations;
    private readonly int[] _bits;
    private readonly EntityLayout<T> _layout;
    private readonly PositionReader? _position;

    internal EntitySet(int firstId, int capacity)
        : base(EntityLayout<T>.Instance, firstId, capacity)
    {
        _items = new T[capacity];
        _seen = new T[capacity];
        _seenGenerations = new int[capacity];
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

    /// <inheritdoc/>
    public override bool TryReadChanged(int slot, int[] values)
    {
        // Most entities of most games rest: comparing bytes is far cheaper than quantising fields.
        ref readonly var item = ref _items[slot];
        if (_seenGenerations[slot] == Generation(slot) && BytesOf(item).SequenceEqual(BytesOf(_seen[slot])))
        {
            return false;
        }

        _seenGenerations[slot] = Generation(slot);
        _seen[slot] = item;
        _layout.ReadWire(item, values, 0);
        return true;
    }

    /// <summary>Goes through the alive entities in the order of their ids; removing the current one is allowed.</summary>
    public Enumerator GetEnumerator() => new(this);

    internal override Type EntityType => typeof(T);

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

    private static ReadOnlySpan<byte> BytesOf(in T entity) => MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in entity));

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
