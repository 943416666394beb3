namespace GameServer.Tanks;

/// <summary>
/// Finds ways over the tiles: A* (Hart, Nilsson and Raphael) on eight neighbours, bounded, in arrays made once. A
/// brick can be shot away, so it costs a detour instead of blocking.
/// </summary>
internal sealed class Navigator
{
    private const int MaxExpanded = 500;
    private const int Straight = 10;
    private const int Diagonal = 14;
    private const int BrickCost = 45;
    private readonly TileMap _tiles;
    private readonly int _columns;
    private readonly int _rows;
    private readonly int[] _cost;
    private readonly int[] _from;
    private readonly int[] _seen;
    private readonly bool[] _closed;
    private readonly int[] _back;
    private readonly PriorityQueue<int, long> _open;
    private int _search;

    public Navigator(Arena arena, TileMap tiles)
    {
        _tiles = tiles;
        _columns = arena.Columns;
        _rows = arena.RowCount;
        var count = _columns * _rows;
        _cost = new int[count];
        _from = new int[count];
        _seen = new int[count];
        _closed = new bool[count];
        _back = new int[count];
        _open = new PriorityQueue<int, long>((MaxExpanded + 1) * 8);
    }

    /// <summary>Writes the waypoints to a place, or as near to it as the search came, into the bot's mind.</summary>
    public void Find(Bot bot, in Tank tank, float goalX, float goalY)
    {
        var start = TileMap.Index(tank.Y) * _columns + TileMap.Index(tank.X);
        var goalColumn = Math.Clamp(TileMap.Index(goalX), 0, _columns - 1);
        var goalRow = Math.Clamp(TileMap.Index(goalY), 0, _rows - 1);
        var end = Search(start, goalColumn, goalRow);
        var steps = 0;
        for (var tile = end; tile != start; tile = _from[tile])
        {
            _back[steps++] = tile;
        }

        Shorten(bot, tank, steps);
    }

    /// <summary>Whether a circle can go straight from one place to another.</summary>
    public bool IsOpen(float x, float y, float toX, float toY, float radius)
    {
        const float Stride = 0.8f;
        var wayX = toX - x;
        var wayY = toY - y;
        var count = (int)(MathF.Sqrt(wayX * wayX + wayY * wayY) / Stride) + 1;
        for (var step = 1; step <= count; step++)
        {
            var part = (float)step / count;
            if (TankMotion.Overlaps(x + wayX * part, y + wayY * part, radius, _tiles))
            {
                return false;
            }
        }

        return true;
    }

    private int Search(int start, int goalColumn, int goalRow)
    {
        _search++;
        _open.Clear();
        Open(start, start, 0, goalColumn, goalRow);
        var best = start;
        var bestLeft = int.MaxValue;
        for (var expanded = 0; expanded < MaxExpanded && _open.TryDequeue(out var tile, out _);)
        {
            if (_closed[tile])
            {
                continue;
            }

            _closed[tile] = true;
            expanded++;
            var left = Left(tile, goalColumn, goalRow);
            if (left < bestLeft)
            {
                bestLeft = left;
                best = tile;
            }

            if (left == 0)
            {
                break;
            }

            Expand(tile, goalColumn, goalRow);
        }

        return best;
    }

    private void Expand(int tile, int goalColumn, int goalRow)
    {
        var column = tile % _columns;
        var row = tile / _columns;
        for (var down = -1; down <= 1; down++)
        {
            for (var right = -1; right <= 1; right++)
            {
                var next = _tiles[column + right, row + down];
                if ((down == 0 && right == 0) || next == Tile.Slate)
                {
                    continue;
                }

                var isDiagonal = down != 0 && right != 0;
                if (isDiagonal && (next == Tile.Brick || _tiles.IsSolid(column + right, row) || _tiles.IsSolid(column, row + down)))
                {
                    continue;
                }

                var cost = _cost[tile] + (isDiagonal ? Diagonal : Straight) + (next == Tile.Brick ? BrickCost : 0);
                Open((row + down) * _columns + column + right, tile, cost, goalColumn, goalRow);
            }
        }
    }

    private void Open(int tile, int from, int cost, int goalColumn, int goalRow)
    {
        if (_seen[tile] == _search && (_closed[tile] || _cost[tile] <= cost))
        {
            return;
        }

        _seen[tile] = _search;
        _closed[tile] = false;
        _cost[tile] = cost;
        _from[tile] = from;

        // The tile breaks ties, so that the order never depends on the queue's own.
        _open.Enqueue(tile, ((long)(cost + Left(tile, goalColumn, goalRow)) << 20) | (long)tile);
    }

    private int Left(int tile, int goalColumn, int goalRow)
    {
        var right = Math.Abs(tile % _columns - goalColumn);
        var down = Math.Abs(tile / _columns - goalRow);
        return Straight * Math.Max(right, down) + (Diagonal - Straight) * Math.Min(right, down);
    }

    // Leaves out what one can drive past straight.
    private void Shorten(Bot bot, in Tank tank, int steps)
    {
        const int Ahead = 6;
        var radius = TankHull.Of(tank.Hull).Radius + 0.03f;
        var (x, y) = (tank.X, tank.Y);
        bot.WayNext = 0;
        bot.WayLength = 0;
        for (var next = steps - 1; next >= 0 && bot.WayLength < Bot.MaxWay;)
        {
            var chosen = next;
            for (var ahead = Math.Max(0, next - Ahead); ahead < next; ahead++)
            {
                if (IsOpen(x, y, Arena.Middle(_back[ahead] % _columns), Arena.Middle(_back[ahead] / _columns), radius))
                {
                    chosen = ahead;
                    break;
                }
            }

            x = Arena.Middle(_back[chosen] % _columns);
            y = Arena.Middle(_back[chosen] / _columns);
            bot.WayX[bot.WayLength] = x;
            bot.WayY[bot.WayLength++] = y;
            next = chosen - 1;
        }
    }
}
