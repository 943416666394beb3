using System.Buffers;
using GameServer.Rpc.Protocol;

namespace GameServer.Hosting.Rooms;

/// <summary>
/// One format's pieces of one step: each entity that somebody needs is written at most twice for everybody (in full, and
/// what changed), and as often again for its owner where it has fields that only he gets. Nobody's need, nobody's cost.
/// </summary>
internal sealed class TickPieces(WireFormat format, EntityHistory entities)
{
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly Slot[] _full = new Slot[entities.Capacity + 1];
    private readonly Slot[] _fullForOwner = new Slot[entities.Capacity + 1];
    private readonly Slot[] _delta = new Slot[entities.Capacity + 1];
    private readonly Slot[] _deltaForOwner = new Slot[entities.Capacity + 1];
    private int _tick;

    public WireFormat Format { get; } = format;

    /// <summary>The bytes that the pieces point into.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.WrittenSpan;

    /// <summary>What those who only watch are sent alike.</summary>
    public CommonSnapshot Common { get; } = new(entities.Capacity);

    /// <summary>Forgets the pieces of the step before, once a step.</summary>
    public void Begin()
    {
        if (_tick != entities.Tick)
        {
            _tick = entities.Tick;
            _bytes.ResetWrittenCount();
        }
    }

    /// <summary>The entity in full.</summary>
    public Piece Full(int id, bool forOwner)
    {
        ref var slot = ref (forOwner ? _fullForOwner : _full)[id];
        if (slot.Tick != _tick)
        {
            var start = _bytes.WrittenCount;
            ref readonly var entity = ref entities[id];
            var values = entities.Values(entity);
            Format.WriteFull(_bytes, entity.Set.Layout, id, forOwner ? values : values[..entity.PublicFields]);
            slot = new Slot(_tick, new Piece(start, _bytes.WrittenCount - start));
        }

        return slot.Piece;
    }

    /// <summary>The entity's last change; call it only where it is one that the reader may know.</summary>
    public Piece Delta(int id, bool forOwner)
    {
        ref var slot = ref (forOwner ? _deltaForOwner : _delta)[id];
        if (slot.Tick != _tick)
        {
            var start = _bytes.WrittenCount;
            ref readonly var entity = ref entities[id];
            var mask = forOwner ? entity.Mask : entity.Mask & (uint)((1ul << entity.PublicFields) - 1);
            Format.WriteDelta(_bytes, entity.Set.Layout, id, mask, entities.Values(entity), entities.ValuesBefore(entity));
            slot = new Slot(_tick, new Piece(start, _bytes.WrittenCount - start));
        }

        return slot.Piece;
    }

    private readonly record struct Slot(int Tick, Piece Piece);
}
