namespace EndToEnd.Tests.Browser;

/// <summary>A room without bots in a small open arena, where two players see each other from the start.</summary>
internal static class Ring
{
    private static readonly string[] Plan =
    [
        "##############",
        "#............#",
        "#............#",
        "#............#",
        "#............#",
        "#............#",
        "#............#",
        "#............#",
        "##############",
    ];

    /// <summary>The server's arguments.</summary>
    public static IReadOnlyList<string> Settings { get; } =
        ["--Rooms:Seed=7", "--Tanks:BotsFillTo=0", .. Plan.Select((row, index) => $"--Tanks:Plan:{index}={row}")];
}
