using GameServer.Services;

namespace GameServer.Tanks;

/// <summary>The paints that are bought: items <c>paint-8</c> to <c>paint-11</c>.</summary>
public sealed class PaintShop : IItemCatalogue
{
    private static readonly string[] Items =
        [.. Enumerable.Range(TankRules.FreePaints, TankRules.Paints - TankRules.FreePaints).Select(ItemOf)];

    /// <inheritdoc/>
    public int? PriceOf(string item) => Items.Contains(item) ? TankRules.PaintPrice : null;

    /// <summary>Whether somebody may wear a paint.</summary>
    /// <param name="paint">Its number; one that does not exist belongs to nobody.</param>
    /// <param name="inventory">What he owns.</param>
    public static bool MayWear(int paint, IInventory inventory) =>
        paint < TankRules.FreePaints || inventory.Owns(ItemOf(paint));

    private static string ItemOf(int paint) => $"paint-{paint}";
}
