using GameServer.Services;

namespace GameServer.Simulation.Tests.Play;

/// <summary>What the pond sells.</summary>
public sealed class Bakery : IItemCatalogue
{
    /// <summary>Each costs its number of coins.</summary>
    public static readonly string[] Items = ["crumb-7", "bun-35", "loaf-180"];

    public static int Price(string item) => int.Parse(item[(item.IndexOf('-', StringComparison.Ordinal) + 1)..]);

    public int? PriceOf(string item) => Items.Contains(item) ? Price(item) : null;
}
