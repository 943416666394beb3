using System.Numerics;
using GameServer.Games;

namespace GameServer.Hosting.Rooms;

/// <summary>
/// Finds what a viewer may know of: by a grid what is near, by the game's answer what is visible. What stands in one row of
/// the grid lies side by side in memory, so a query goes straight through a few short ranges.
/// </summary>
internal sealed class InterestGrid
{
    // As many cells as make a query cheap for views of an eighth of the room and more, and building cheap for small rooms.
    private const int CellsAcross = 24;

    private readonly Simulation _simulation;
    private readonly RoomActivity _activity;
    private readonly EntityHistory _entities;

    // Where the entities of each cell begin, and one more: where the last one's end.
    private readonly int[] _starts = new int[CellsAcross * CellsAcross + 1];
    private readonly int[] _cells;
    private readonly int[] _ids;
    private readonly Vector2[] _positions;
    private readonly IdSet _visible;
    private Vector2 _min;
    private Vector2 _cellsPerUnit;

    public InterestGrid(Simulation simulation, EntityHistory entities, RoomActivity activity)
    {
        _activity = activity;
        _simulation = simulation;
        _entities = entities;
        _cells = new int[entities.Capacity + 1];
        _ids = new int[entities.Capacity];
        _positions = new Vector2[entities.Capacity];
        _visible = new IdSet(entities.Capacity);
    }

    /// <summary>Takes in where everything stands after a step: a counting sort by cell.</summary>
    public void Build()
    {
        Measure();
        Array.Clear(_starts);
        foreach (var id in _entities.Placed)
        {
            var position = _entities.Position(id);
            _cells[id] = Row(position.Y) * CellsAcross + Column(position.X);
            _starts[_cells[id]]++;
        }

        var count = 0;
        foreach (ref var start in _starts.AsSpan())
        {
            start = count += start;
        }

        foreach (var id in _entities.Placed)
        {
            var place = --_starts[_cells[id]];
            _ids[place] = id;
            _positions[place] = _entities.Position(id);
        }
    }

    /// <summary>What was near the viewer who was asked about last.</summary>
    public View View { get; private set; }

    /// <summary>What a viewer may know of now. Valid until the next call.</summary>
    public IdSet Find(Player? viewer)
    {
        _activity.Enter(nameof(Simulation.ViewOf));
        var view = View = _simulation.ViewOf(viewer);
        _entities.Unplaced.Words.CopyTo(_visible.Words);
        if (float.IsPositiveInfinity(view.HalfSize.X) && float.IsPositiveInfinity(view.HalfSize.Y))
        {
            _visible.Add(_entities.Placed);
        }
        else
        {
            AddNear(view);
        }

        _activity.Enter(nameof(Simulation.Sees));
        foreach (var id in _visible)
        {
            if (!_simulation.Sees(viewer, id))
            {
                _visible.Remove(id);
            }
        }

        return _visible;
    }

    private void AddNear(in View view)
    {
        var first = Column(view.Center.X - view.HalfSize.X);
        var last = Column(view.Center.X + view.HalfSize.X);
        var lastRow = Row(view.Center.Y + view.HalfSize.Y);
        for (var row = Row(view.Center.Y - view.HalfSize.Y); row <= lastRow; row++)
        {
            var (begin, end) = (_starts[row * CellsAcross + first], _starts[row * CellsAcross + last + 1]);
            for (var place = begin; place < end; place++)
            {
                if (view.Contains(_positions[place]))
                {
                    _visible.Add(_ids[place]);
                }
            }
        }
    }

    private void Measure()
    {
        _min = new Vector2(float.PositiveInfinity);
        var max = new Vector2(float.NegativeInfinity);
        foreach (var id in _entities.Placed)
        {
            var position = _entities.Position(id);
            (_min, max) = (Vector2.MinNative(_min, position), Vector2.MaxNative(max, position));
        }

        _cellsPerUnit = new Vector2(Scale(max.X - _min.X), Scale(max.Y - _min.Y));

        // A rectangle without an extent, or with one beyond numbers, puts everything into one cell: still right.
        static float Scale(float length) => length > 0 && float.IsFinite(length) ? CellsAcross / length : 0;
    }

    private int Column(float x) => (int)Math.Clamp((x - _min.X) * _cellsPerUnit.X, 0, CellsAcross - 1);

    private int Row(float y) => (int)Math.Clamp((y - _min.Y) * _cellsPerUnit.Y, 0, CellsAcross - 1);
}
