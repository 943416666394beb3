using GameServer.Games;

namespace GameServer.Tanks;

/// <summary>Builds the brick walls and takes them down.</summary>
internal sealed class Masonry(Battlefield field, EntitySet<Brick> bricks)
{
    private readonly int[] _ids = new int[field.Arena.Columns * field.Arena.RowCount];

    /// <summary>Lets every brick stand, whole. No tank may stand where one was.</summary>
    public void Build()
    {
        field.Tiles.Restore();
        for (var row = 0; row < field.Arena.RowCount; row++)
        {
            for (var column = 0; column < field.Arena.Columns; column++)
            {
                if (field.Arena.TileAt(column, row) != Tile.Brick)
                {
                    continue;
                }

                ref var id = ref _ids[row * field.Arena.Columns + column];
                var brick = new Brick { Health = TankRules.BrickHealth, Column = (byte)column, Row = (byte)row };
                if (id == 0)
                {
                    id = bricks.Spawn(null, brick);
                }
                else
                {
                    bricks[id] = brick;
                }
            }
        }
    }

    /// <summary>A shell hit the brick of a tile.</summary>
    public void Hit(int column, int row)
    {
        ref var id = ref _ids[row * field.Arena.Columns + column];
        if (--bricks[id].Health == 0)
        {
            bricks.Remove(id);
            id = 0;
            field.Tiles.Break(column, row);
        }
    }
}
