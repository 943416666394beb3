using GameServer.Rpc.Protocol;

namespace GameServer.Hosting.Rooms;

/// <summary>
/// Decides what a viewer's snapshot holds: the first of two steps, of which the second, writing it, is the format's.
/// After id Software's Quake III Arena, <c>sv_snapshot.c</c>, which builds the snapshot and then writes it.
/// </summary>
internal sealed class SnapshotComposer(EntityHistory entities, InterestGrid interest)
{
    // For each id, one more than its place in the viewer's known entities; 0 for the others, and all 0 between calls.
    private readonly int[] _places = new int[entities.Capacity + 1];
    private readonly KnownEntity[] _known = new KnownEntity[entities.Capacity];
    private readonly int[] _left = new int[entities.Capacity];
    private readonly Piece[] _entered = new Piece[entities.Capacity];
    private readonly Piece[] _changed = new Piece[entities.Capacity];
    private int _leftCount;
    private int _enteredCount;
    private int _changedCount;

    /// <summary>Composes a viewer's snapshot, and notes what he holds when he has received it.</summary>
    /// <param name="viewer">The viewer.</param>
    /// <param name="pieces">The pieces of his format.</param>
    /// <returns>Valid until the next call.</returns>
    public SnapshotParts Compose(RoomViewer viewer, TickPieces pieces)
    {
        _leftCount = _enteredCount = _changedCount = 0;
        var before = viewer.Known;
        for (var place = 0; place < before.Length; place++)
        {
            _places[before[place].Id] = place + 1;
        }

        var visible = interest.Find(viewer.Player);
        for (var index = 0; index < visible.Length; index++)
        {
            var id = visible[index];
            ref readonly var entity = ref entities[id];
            Take(id, entity, entity.Owner is { } owner && owner == viewer.Player, before, pieces);
            _places[id] = 0;
            _known[index] = new KnownEntity(id, entity.Generation, entities.Tick);
        }

        foreach (var known in before)
        {
            if (_places[known.Id] != 0)
            {
                _places[known.Id] = 0;
                _left[_leftCount++] = known.Id;
            }
        }

        viewer.Remember(_known.AsSpan(0, visible.Length));
        return new SnapshotParts
        {
            Tick = entities.Tick,
            Ack = viewer.Seat?.Ack ?? 0,
            Left = _left.AsSpan(0, _leftCount),
            Entered = _entered.AsSpan(0, _enteredCount),
            Changed = _changed.AsSpan(0, _changedCount),
            Scratch = pieces.Bytes,
        };
    }

    private void Take(int id, in EntityState entity, bool isOwner, ReadOnlySpan<KnownEntity> before, TickPieces pieces)
    {
        if (_places[id] is > 0 and var place)
        {
            var known = before[place - 1];
            if (known.Generation == entity.Generation)
            {
                if ((isOwner ? entity.OwnerChangedAt : entity.ChangedAt) <= known.Tick)
                {
                    return;
                }

                if (known.Tick == entities.Tick - 1)
                {
                    _changed[_changedCount++] = pieces.Delta(id, isOwner);
                    return;
                }
            }
            else
            {
                _left[_leftCount++] = id;
            }
        }

        _entered[_enteredCount++] = pieces.Full(id, isOwner);
    }
}
