namespace GameServer.Tanks;

/// <summary>What bots are called: stones and plants of the quarry.</summary>
internal static class BotNames
{
    private static readonly string[] Names =
    [
        "Basalt", "Cinder", "Dune", "Ember", "Flint", "Gravel", "Hazel", "Iron", "Jasper", "Kestrel", "Lichen",
        "Marl", "Nettle", "Ochre", "Pumice", "Quartz", "Rowan", "Sable", "Tinder", "Umber", "Vetch", "Willow",
        "Yarrow", "Zinc",
    ];

    /// <summary>The name of the n-th bot of a room.</summary>
    public static string Of(int number) => Names[number % Names.Length];
}
