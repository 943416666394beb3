using GameServer.Rpc.Protocol;

namespace GameServer.Hosting.Rooms;

/// <summary>
/// Decides what a viewer's snapshot holds: the first of two steps, of which the second, writing it, is the format's.
/// After id Software's Quake III Arena, <c>sv_snapshot.c</c>, which builds the snapshot and then writes it.
/// </summary>
internal sealed class SnapshotComposer(EntityHistory entities, InterestGrid interest, SnapshotBudget budget)
{
    private readonly int[] _left = new int[entities.Capacity];
    private readonly SnapshotCandidate[] _candidates = new SnapshotCandidate[entities.Capacity];
    private readonly Piece[] _entered = new Piece[entities.Capacity];
    private readonly Piece[] _changed = new Piece[entities.Capacity];
    private int _leftCount;
    private int _candidateCount;
    private int _enteredCount;
    private int _changedCount;

    /// <summary>Composes a viewer's snapshot, and notes what he holds when he has received it.</summary>
    /// <param name="viewer">The viewer.</param>
    /// <param name="baseline">What he holds.</param>
    /// <param name="pieces">The pieces of his format.</param>
    /// <returns>Valid until the next call.</returns>
    public SnapshotParts Compose(RoomViewer viewer, ViewerBaseline baseline, TickPieces pieces)
    {
        _leftCount = _candidateCount = _enteredCount = _changedCount = 0;
        Compare(viewer, baseline, pieces);
        var candidates = _candidates.AsSpan(0, _candidateCount);
        var going = baseline.IsNew ? _candidateCount : budget.Choose(candidates, viewer.Player, interest.View, baseline);
        Send(candidates[..going]);
        Note(candidates[..going], candidates[going..], baseline);
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

    private void Compare(RoomViewer viewer, ViewerBaseline baseline, TickPieces pieces)
    {
        var visible = interest.Find(viewer.Player).Words;
        var held = baseline.Held.Words;
        var changed = entities.Changed.Words;

        // Who held everything after the step before can only lack what this one changed.
        var lacking = baseline.CompleteAt == entities.Tick - 1 ? 0 : ~0ul;
        for (var index = 0; index < visible.Length; index++)
        {
            foreach (var id in IdSet.In(held[index] & ~visible[index], index))
            {
                _left[_leftCount++] = id;
            }

            foreach (var id in IdSet.In(visible[index] & (~held[index] | changed[index] | lacking), index))
            {
                Compare(id, viewer, baseline, pieces);
            }

            held[index] = visible[index];
        }
    }

    private void Compare(int id, RoomViewer viewer, ViewerBaseline baseline, TickPieces pieces)
    {
        ref readonly var entity = ref entities[id];
        var forOwner = entity.Fields > entity.PublicFields && entity.Owner is { } owner && owner == viewer.Player;
        var isNew = !baseline.Held.Contains(id);
        if (!isNew)
        {
            var since = baseline.Since(id);
            var history = forOwner ? entity.All : entity.Public;
            isNew = entity.BornAt > since;
            if (isNew)
            {
                // Another one than he holds bears the id.
                _left[_leftCount++] = id;
            }
            else if (history.Last <= since)
            {
                return;
            }
            else if (history.Before <= since && history.Last == entity.All.Last)
            {
                _candidates[_candidateCount++] = new SnapshotCandidate(id, pieces.Delta(id, forOwner), IsDelta: true, IsNew: false);
                return;
            }
        }

        _candidates[_candidateCount++] = new SnapshotCandidate(id, pieces.Full(id, forOwner), IsDelta: false, isNew);
    }

    private void Send(ReadOnlySpan<SnapshotCandidate> candidates)
    {
        foreach (ref readonly var candidate in candidates)
        {
            if (candidate.IsDelta)
            {
                _changed[_changedCount++] = candidate.Piece;
            }
            else
            {
                _entered[_enteredCount++] = candidate.Piece;
            }
        }
    }

    // What he holds of those that wait stays what it was, so that the next snapshot starts from there.
    private void Note(ReadOnlySpan<SnapshotCandidate> going, ReadOnlySpan<SnapshotCandidate> waiting, ViewerBaseline baseline)
    {
        baseline.IsNew = false;
        if (waiting.IsEmpty)
        {
            baseline.Complete(entities.Tick);
            return;
        }

        baseline.Lack();
        foreach (ref readonly var candidate in going)
        {
            baseline.Sent(candidate.Id, entities.Tick);
        }

        foreach (ref readonly var candidate in waiting)
        {
            if (candidate.IsNew)
            {
                baseline.Held.Remove(candidate.Id);
            }
        }
    }
}
