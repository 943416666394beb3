namespace GameServer.Tanks;

/// <summary>What a pickup does for the tank that drives over it.</summary>
public enum Bonus
{
    /// <summary>Full health; left lying by a tank that has it.</summary>
    Repair,

    /// <summary>Half the reload time for <see cref="TankRules.RapidTicks"/>.</summary>
    Rapid,

    /// <summary>A shield that takes <see cref="TankRules.ShieldHits"/> hits; left lying by a tank that has it.</summary>
    Shield,
}
