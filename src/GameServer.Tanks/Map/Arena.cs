namespace GameServer.Tanks;

/// <summary>The ground plan of an arena: it never changes, and any number of rooms share one.</summary>
public sealed class Arena
{
    /// <summary>A tile's side in metres.</summary>
    public const float TileSize = 2f;

    private readonly Tile[] _tiles;
    private readonly List<Pad> _pads = [];

    /// <summary>
    /// Reads a plan, a character a tile: <c>#</c> slate, <c>b</c> brick, <c>*</c> bush, <c>.</c> floor, and floor
    /// with a pad: <c>R</c> repair, <c>F</c> rapid fire, <c>S</c> shield.
    /// </summary>
    /// <param name="plan">Rows of one length from top to bottom, with slate all around.</param>
    /// <exception cref="ArgumentException">The plan is not a rectangle, has a gap in its border, a character that
    /// means nothing, or more than 255 columns or rows.</exception>
    public Arena(IReadOnlyList<string> plan)
    {
        Columns = plan.Count == 0 ? 0 : plan[0].Length;
        RowCount = plan.Count;
        if (Columns is < 3 or > byte.MaxValue || RowCount is < 3 or > byte.MaxValue)
        {
            throw new ArgumentException($"An arena of {Columns} x {RowCount} tiles; 3 to 255 are possible.", nameof(plan));
        }

        _tiles = new Tile[Columns * RowCount];
        for (var row = 0; row < RowCount; row++)
        {
            if (plan[row].Length != Columns)
            {
                throw new ArgumentException($"Row {row} has {plan[row].Length} tiles, row 0 has {Columns}.", nameof(plan));
            }

            for (var column = 0; column < Columns; column++)
            {
                Read(plan[row][column], column, row);
            }
        }

        Rows = [.. plan.Select(row => row.Replace('R', '.').Replace('F', '.').Replace('S', '.'))];
        Bricks = _tiles.Count(tile => tile == Tile.Brick);
    }

    /// <summary>How many columns.</summary>
    public int Columns { get; }

    /// <summary>How many rows.</summary>
    public int RowCount { get; }

    /// <summary>Metres from left to right.</summary>
    public float Width => Columns * TileSize;

    /// <summary>Metres from top to bottom.</summary>
    public float Height => RowCount * TileSize;

    /// <summary>How many bricks stand at a round's start.</summary>
    public int Bricks { get; }

    /// <summary>Where pickups lie.</summary>
    public IReadOnlyList<Pad> Pads => _pads;

    /// <summary>The plan without the pads.</summary>
    public IReadOnlyList<string> Rows { get; }

    /// <summary>What is wrong with a plan; null when an arena can be made of it.</summary>
    /// <param name="plan">As the constructor takes it.</param>
    public static string? ProblemOf(IReadOnlyList<string> plan)
    {
        try
        {
            _ = new Arena(plan);
            return plan.Any(row => row.Contains('.')) ? null : "There is no floor to stand on.";
        }
        catch (ArgumentException problem)
        {
            // Without the parameter's name, which .NET adds.
            return problem.Message.Split(" (Parameter", 2)[0];
        }
    }

    /// <summary>What a tile is at a round's start.</summary>
    /// <param name="column">From 0 at the left.</param>
    /// <param name="row">From 0 at the top.</param>
    public Tile TileAt(int column, int row) => _tiles[row * Columns + column];

    /// <summary>The middle of a tile, along one axis.</summary>
    /// <param name="tile">Its column or row.</param>
    public static float Middle(int tile) => (tile + 0.5f) * TileSize;

    private void Read(char sign, int column, int row)
    {
        var isBorder = column == 0 || row == 0 || column == Columns - 1 || row == RowCount - 1;
        if (isBorder && sign != '#')
        {
            throw new ArgumentException($"The border has a gap at column {column}, row {row}.", nameof(sign));
        }

        _tiles[row * Columns + column] = sign switch
        {
            '#' => Tile.Slate,
            'b' => Tile.Brick,
            '*' => Tile.Bush,
            '.' or 'R' or 'F' or 'S' => Tile.Floor,
            _ => throw new ArgumentException($"'{sign}' at column {column}, row {row} means nothing.", nameof(sign)),
        };

        Bonus? bonus = sign switch
        {
            'R' => Bonus.Repair,
            'F' => Bonus.Rapid,
            'S' => Bonus.Shield,
            _ => null,
        };
        if (bonus is { } found)
        {
            _pads.Add(new Pad(Middle(column), Middle(row), found));
        }
    }
}
