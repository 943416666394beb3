namespace GameServer.Tanks;

/// <summary>What a tile is. Everything from <see cref="Brick"/> on stops tanks and shells.</summary>
public enum Tile : byte
{
    /// <summary>Open ground.</summary>
    Floor,

    /// <summary>Hides whoever stands in it; stops nothing.</summary>
    Bush,

    /// <summary>A wall that shells break.</summary>
    Brick,

    /// <summary>A wall for good; a shell bounces off it.</summary>
    Slate,
}
