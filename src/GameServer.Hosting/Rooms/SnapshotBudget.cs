using System.Numerics;
using GameServer.Games;

namespace GameServer.Hosting.Rooms;

/// <summary>
/// Chooses what a snapshot brings when it cannot bring everything: what is near, and what has waited long. Each entity that
/// waits gathers priority in every snapshot, the more the nearer it is, until it is sent, so that what is far comes less
/// often, but comes. This is the priority accumulator of Glenn Fiedler's "State Synchronization" (gafferongames.com, 2015).
/// </summary>
/// <param name="entities">The room's entities.</param>
/// <param name="bytes">The most bytes of entities in one snapshot.</param>
internal sealed class SnapshotBudget(EntityHistory entities, int bytes)
{
    // At the edge of the view an entity gathers a fifth of what it would in the middle.
    private const float Falloff = 4;
    private readonly float[] _order = new float[entities.Capacity];

    /// <summary>
    /// Puts first what goes. The viewer's own entities always do, and at least one other, so that all have their turn.
    /// </summary>
    /// <param name="candidates">Everything that should go.</param>
    /// <param name="viewer">Who gets it; null for one who watches.</param>
    /// <param name="view">What is near him.</param>
    /// <param name="baseline">Remembers who waits.</param>
    /// <returns>How many go.</returns>
    public int Choose(Span<SnapshotCandidate> candidates, Player? viewer, in View view, ViewerBaseline baseline)
    {
        if (Fits(candidates))
        {
            baseline.Waiting?.Clear();
            return candidates.Length;
        }

        var waiting = baseline.Waiting ??= new WaitingEntities(entities.Capacity);
        for (var index = 0; index < candidates.Length; index++)
        {
            var id = candidates[index].Id;
            var isOwn = viewer is not null && entities[id].Owner == viewer;
            _order[index] = isOwn ? float.NegativeInfinity : -waiting.Gather(id, Nearness(id, view));
        }

        var order = _order.AsSpan(0, candidates.Length);
        order.Sort(candidates);
        var (going, used, own) = (0, 0, 0);
        while (going < candidates.Length && (going <= own || used + candidates[going].Piece.Length <= bytes))
        {
            used += candidates[going].Piece.Length;
            own += float.IsNegativeInfinity(order[going]) ? 1 : 0;
            going++;
        }

        waiting.Are(candidates[going..]);
        return going;
    }

    private bool Fits(ReadOnlySpan<SnapshotCandidate> candidates)
    {
        var needed = 0;
        foreach (ref readonly var candidate in candidates)
        {
            needed += candidate.Piece.Length;
        }

        return needed <= bytes;
    }

    private float Nearness(int id, in View view)
    {
        if (!entities[id].Set.IsPlaced)
        {
            return 1;
        }

        // From 0 in the middle to 1 at the edge; in a view without an edge, or without an extent, everything is equally near.
        var way = Vector2.Abs(entities.Position(id) - view.Center) / view.HalfSize;
        var part = MathF.Max(way.X, way.Y);
        return part > 0 ? 1 / (1 + Falloff * MathF.Min(part, 1)) : 1;
    }
}
