namespace GameServer.Tanks;

/// <summary>What a client must know once: the arena, what viewers receive, and the numbers of the rules.</summary>
/// <param name="Width">The arena's width in metres.</param>
/// <param name="Height">The arena's height in metres.</param>
/// <param name="TileSize">A tile's side in metres.</param>
/// <param name="Rows">The arena from top to bottom, a character a tile: <c>#</c> slate, <c>b</c> a brick while its
/// entity stands, <c>*</c> bush, <c>.</c> floor.</param>
/// <param name="ViewHalfWidth">Half the width of what a viewer receives, in metres.</param>
/// <param name="ViewHalfHeight">Half the height of what a viewer receives, in metres.</param>
/// <param name="Hulls">What each hull can do, in the order of the enumeration.</param>
/// <param name="Pads">Where pickups lie.</param>
/// <param name="MaxHealth">Hits that a tank stands.</param>
/// <param name="BrickHealth">Hits that a brick stands.</param>
/// <param name="ShellLifeTicks">A shell's life in ticks.</param>
/// <param name="ShellBounces">A shell ends at the wall after so many bounces.</param>
/// <param name="MuzzleDistance">From a tank's middle to the end of its barrel, in metres.</param>
/// <param name="RoundTicks">A round in ticks.</param>
/// <param name="IntermissionTicks">From a round's end to the next, in ticks.</param>
/// <param name="RespawnTicks">From being destroyed to the automatic respawn, in ticks.</param>
/// <param name="RespawnEarliestTicks">From being destroyed to the earliest respawn asked for, in ticks.</param>
/// <param name="ProtectionTicks">Spawn protection in ticks.</param>
/// <param name="RapidTicks">Rapid fire in ticks.</param>
/// <param name="Paints">How many paints there are.</param>
public sealed record TankWorld(
    float Width,
    float Height,
    float TileSize,
    IReadOnlyList<string> Rows,
    float ViewHalfWidth,
    float ViewHalfHeight,
    IReadOnlyList<TankHull> Hulls,
    IReadOnlyList<Pad> Pads,
    int MaxHealth,
    int BrickHealth,
    int ShellLifeTicks,
    int ShellBounces,
    float MuzzleDistance,
    int RoundTicks,
    int IntermissionTicks,
    int RespawnTicks,
    int RespawnEarliestTicks,
    int ProtectionTicks,
    int RapidTicks,
    int Paints)
{
    /// <summary>What a client of a room must know.</summary>
    /// <param name="options">What was set about the room.</param>
    public static TankWorld Of(TankOptions options) => new(
        options.Arena.Width,
        options.Arena.Height,
        Arena.TileSize,
        options.Arena.Rows,
        TankRules.ViewHalfWidth,
        TankRules.ViewHalfHeight,
        TankHull.All,
        options.Arena.Pads,
        TankRules.MaxHealth,
        TankRules.BrickHealth,
        TankRules.ShellLifeTicks,
        TankRules.ShellBounces,
        TankRules.MuzzleDistance,
        options.RoundTicks,
        options.IntermissionTicks,
        TankRules.RespawnTicks,
        TankRules.RespawnEarliestTicks,
        TankRules.ProtectionTicks,
        TankRules.RapidTicks,
        TankRules.Paints);
}
