namespace GameServer.Tanks;

/// <summary>The arenas that come with the game.</summary>
public static class Arenas
{
    // The upper left quarter; the others mirror it, so that no corner is better than another. Lanes run along the
    // border and through the middle of each side, the shields lie where everybody meets.
    private static readonly string[] QuarryQuarter =
    [
        "############################",
        "#.............#.............",
        "#...**........b......**.....",
        "#..***..##....b.....***.....",
        "#..**...##..........**..#bb#",
        "#.......bb......##......#...",
        "#..b.............#..R...#...",
        "#..#####...b.....b.........*",
        "#......#...b..**.b........**",
        "#..**..b.......**...........",
        "#..**......##....*..##b##...",
        "#......b...##.......#.......",
        "#bb.####......b.....b....*..",
        "#..........F..b..........**.",
        "#..R..**......##............",
        "#.....**..b...##..b....S....",
        "##b#......b........b........",
        "#.....*..........*.......#b.",
    ];

    /// <summary>112 by 72 metres: an open middle, four courts with cover, lanes around.</summary>
    public static Arena Quarry { get; } = new(Mirror(QuarryQuarter));

    /// <summary>Makes a plan of four times the size: a quarter, mirrored to the right and then downwards.</summary>
    /// <param name="quarter">The upper left quarter.</param>
    public static IReadOnlyList<string> Mirror(IReadOnlyList<string> quarter)
    {
        var upper = quarter.Select(row => row + string.Concat(Enumerable.Reverse(row))).ToArray();
        return [.. upper, .. Enumerable.Reverse(upper)];
    }
}
