using System.Runtime.CompilerServices;

namespace GameServer.Tanks;

/// <summary>The arena's tiles as they stand now: bricks break and come back, everything else stays.</summary>
public sealed class TileMap
{
    private readonly Arena _arena;
    private readonly Tile[] _tiles;

    /// <summary>Makes the map of an arena with every brick standing.</summary>
    /// <param name="arena">The arena.</param>
    public TileMap(Arena arena)
    {
        _arena = arena;
        _tiles = new Tile[arena.Columns * arena.RowCount];
        Restore();
    }

    /// <summary>What a tile is; slate outside the arena.</summary>
    /// <param name="column">From 0 at the left.</param>
    /// <param name="row">From 0 at the top.</param>
    public Tile this[int column, int row]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (uint)column < (uint)_arena.Columns && (uint)row < (uint)_arena.RowCount
            ? _tiles[row * _arena.Columns + column]
            : Tile.Slate;
    }

    /// <summary>The column or row that a coordinate lies in.</summary>
    /// <param name="at">Metres.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Index(float at) => (int)MathF.Floor(at * (1f / Arena.TileSize));

    /// <summary>Whether a tile stops tanks and shells.</summary>
    /// <param name="column">From 0 at the left.</param>
    /// <param name="row">From 0 at the top.</param>
    public bool IsSolid(int column, int row) => this[column, row] >= Tile.Brick;

    /// <summary>What lies at a place.</summary>
    /// <param name="x">Metres to the right.</param>
    /// <param name="y">Metres downwards.</param>
    public Tile At(float x, float y) => this[Index(x), Index(y)];

    /// <summary>Makes a brick into floor.</summary>
    /// <param name="column">From 0 at the left.</param>
    /// <param name="row">From 0 at the top.</param>
    public void Break(int column, int row) => _tiles[row * _arena.Columns + column] = Tile.Floor;

    /// <summary>Lets every brick stand again.</summary>
    public void Restore()
    {
        for (var row = 0; row < _arena.RowCount; row++)
        {
            for (var column = 0; column < _arena.Columns; column++)
            {
                _tiles[row * _arena.Columns + column] = _arena.TileAt(column, row);
            }
        }
    }
}
