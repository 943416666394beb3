using System.Numerics;
using GameServer.Games;

namespace GameServer.Hosting.Rooms;

/// <summary>Finds what a viewer may know of: by a grid what is near, by the game's answer what is visible.</summary>
internal sealed class InterestGrid
{
    // As many cells as make a query cheap for views of an eighth of the room and more, and clearing cheap for small rooms.
    private const int CellsAcross = 24;

    private readonly Simulation _simulation;
    private readonly EntityHistory _entities;
    private readonly SpatialGrid _grid;
    private readonly int[] _unplaced;
    private readonly int[] _found;
    private int _unplacedCount;

    public InterestGrid(Simulation simulation, EntityHistory entities)
    {
        _simulation = simulation;
        _entities = entities;
        _grid = new SpatialGrid(Vector2.Zero, new Vector2(CellsAcross), 1, entities.Capacity);
        _unplaced = new int[entities.Capacity];
        _found = new int[entities.Capacity];
    }

    /// <summary>Takes in where everything stands after a step.</summary>
    public void Build()
    {
        var min = new Vector2(float.PositiveInfinity);
        var max = new Vector2(float.NegativeInfinity);
        foreach (var id in _entities.Alive)
        {
            if (_entities[id].Set.IsPlaced)
            {
                var position = _entities.Position(id);
                (min, max) = (Vector2.MinNative(min, position), Vector2.MaxNative(max, position));
            }
        }

        _grid.Clear(min, max);
        _unplacedCount = 0;
        foreach (var id in _entities.Alive)
        {
            if (_entities[id].Set.IsPlaced)
            {
                _grid.Add(id, _entities.Position(id));
            }
            else
            {
                _unplaced[_unplacedCount++] = id;
            }
        }
    }

    /// <summary>The ids that a viewer may know of now, in no stated order. Valid until the next call.</summary>
    public ReadOnlySpan<int> Find(Player? viewer)
    {
        var view = _simulation.ViewOf(viewer);
        var everything = float.IsPositiveInfinity(view.HalfSize.X) && float.IsPositiveInfinity(view.HalfSize.Y);
        var count = 0;
        if (everything)
        {
            foreach (var id in _entities.Alive)
            {
                Take(id);
            }

            return _found.AsSpan(0, count);
        }

        var near = _grid.Query(view.Center, view.HalfSize, _found);
        for (var index = 0; index < near; index++)
        {
            var id = _found[index];
            if (view.Contains(_entities.Position(id)))
            {
                Take(id);
            }
        }

        foreach (var id in _unplaced.AsSpan(0, _unplacedCount))
        {
            Take(id);
        }

        return _found.AsSpan(0, count);

        void Take(int id)
        {
            if (_simulation.Sees(viewer, id))
            {
                _found[count++] = id;
            }
        }
    }
}
