namespace GameServer.Tanks;

/// <summary>What a hull can do: everything that predicting one's own tank needs.</summary>
/// <param name="Hull">Which hull.</param>
/// <param name="MaxSpeed">Metres a second ahead.</param>
/// <param name="ReverseSpeed">Metres a second in reverse, above zero.</param>
/// <param name="Acceleration">Metres a second in a second while gaining speed.</param>
/// <param name="Braking">Metres a second in a second while losing it.</param>
/// <param name="TurnRate">Radians a second of the hull.</param>
/// <param name="TurretRate">Radians a second of the turret.</param>
/// <param name="Radius">Metres; below half a tile, so that every hull fits through a gap of one.</param>
/// <param name="ReloadTicks">Ticks from shot to shot.</param>
/// <param name="ShellSpeed">Metres a second.</param>
public readonly record struct TankHull(
    Hull Hull,
    float MaxSpeed,
    float ReverseSpeed,
    float Acceleration,
    float Braking,
    float TurnRate,
    float TurretRate,
    float Radius,
    int ReloadTicks,
    float ShellSpeed)
{
    private static readonly TankHull[] Table =
    [
        new(Hull.Scout, 8.5f, 5.5f, 16f, 24f, 3.2f, 7.5f, 0.80f, 21, 13f),
        new(Hull.Ranger, 7.0f, 4.5f, 13f, 20f, 2.7f, 6.5f, 0.88f, 18, 14f),
        new(Hull.Heavy, 5.8f, 3.6f, 10f, 16f, 2.2f, 5.5f, 0.95f, 15, 15.5f),
    ];

    /// <summary>Every hull, in the order of <see cref="Tanks.Hull"/>.</summary>
    public static IReadOnlyList<TankHull> All => Table;

    /// <summary>What a hull can do.</summary>
    /// <param name="hull">A declared value.</param>
    public static ref readonly TankHull Of(Hull hull) => ref Table[(int)hull];
}
