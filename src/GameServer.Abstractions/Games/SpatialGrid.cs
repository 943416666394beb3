using System.Numerics;

namespace GameServer.Games;

/// <summary>
/// A uniform grid of cells over a rectangle, rebuilt each tick, for "what is near": collisions in a game and
/// interest on the server. Points outside the rectangle count to its edge cells. It allocates nothing after it is made.
/// </summary>
public sealed class SpatialGrid
{
    private Vector2 _min;
    private Vector2 _cellsPerUnit;
    private readonly int _columns;
    private readonly int _rows;
    private readonly int[] _heads;
    private readonly int[] _next;
    private readonly int[] _items;
    private int _count;

    /// <summary>Makes an empty grid of square cells.</summary>
    /// <param name="min">The corner with the smallest coordinates.</param>
    /// <param name="max">The corner with the largest coordinates.</param>
    /// <param name="cell">The length of a cell's side, above zero; about the usual query's size.</param>
    /// <param name="capacity">The most items at one time.</param>
    public SpatialGrid(Vector2 min, Vector2 max, float cell, int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(cell);
        _min = min;
        _cellsPerUnit = new Vector2(1 / cell);
        _columns = Math.Max(1, (int)MathF.Ceiling((max.X - min.X) / cell));
        _rows = Math.Max(1, (int)MathF.Ceiling((max.Y - min.Y) / cell));
        _heads = new int[_columns * _rows];
        _next = new int[capacity];
        _items = new int[capacity];
        Clear();
    }

    /// <summary>Takes everything out.</summary>
    public void Clear()
    {
        Array.Fill(_heads, -1);
        _count = 0;
    }

    /// <summary>Takes everything out, and stretches the same cells over another rectangle.</summary>
    /// <param name="min">The corner with the smallest coordinates.</param>
    /// <param name="max">The corner with the largest coordinates.</param>
    public void Clear(Vector2 min, Vector2 max)
    {
        Clear();
        _min = min;
        _cellsPerUnit = new Vector2(Scale(_columns, max.X - min.X), Scale(_rows, max.Y - min.Y));

        // A rectangle without an extent, or with one beyond numbers, puts everything into one cell: still right.
        static float Scale(int cells, float length) => length > 0 && float.IsFinite(length) ? cells / length : 0;
    }

    /// <summary>Puts an item at a place.</summary>
    /// <param name="item">Any number, an id say.</param>
    /// <param name="position">Where it stands.</param>
    /// <exception cref="InvalidOperationException">The grid is full.</exception>
    public void Add(int item, Vector2 position)
    {
        if (_count == _items.Length)
        {
            throw new InvalidOperationException($"The grid holds {_items.Length} items.");
        }

        var cell = Row(position.Y) * _columns + Column(position.X);
        _items[_count] = item;
        _next[_count] = _heads[cell];
        _heads[cell] = _count++;
    }

    /// <summary>
    /// The items in the cells that a rectangle touches, in no stated order: a superset of those inside it. Test each.
    /// </summary>
    /// <param name="center">The rectangle's middle.</param>
    /// <param name="halfSize">Half its width and height.</param>
    /// <param name="found">Receives the items; a place for each item of the grid is always enough.</param>
    /// <returns>How many were written.</returns>
    public int Query(Vector2 center, Vector2 halfSize, Span<int> found)
    {
        var count = 0;
        var lastColumn = Column(center.X + halfSize.X);
        var lastRow = Row(center.Y + halfSize.Y);
        for (var row = Row(center.Y - halfSize.Y); row <= lastRow; row++)
        {
            for (var column = Column(center.X - halfSize.X); column <= lastColumn; column++)
            {
                for (var entry = _heads[row * _columns + column]; entry >= 0; entry = _next[entry])
                {
                    found[count++] = _items[entry];
                }
            }
        }

        return count;
    }

    private int Column(float x) => (int)Math.Clamp((x - _min.X) * _cellsPerUnit.X, 0, _columns - 1);

    private int Row(float y) => (int)Math.Clamp((y - _min.Y) * _cellsPerUnit.Y, 0, _rows - 1);
}
