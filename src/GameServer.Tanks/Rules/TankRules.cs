namespace GameServer.Tanks;

/// <summary>The numbers of the game. Times are in ticks of 1/30 s.</summary>
public static class TankRules
{
    /// <summary>Steps a second.</summary>
    public const int TickRate = 30;

    /// <summary>The most tanks in a room.</summary>
    public const int MaxTanks = 64;

    /// <summary>Bots fill a room to this many tanks.</summary>
    public const int BotsFillTo = 12;

    /// <summary>Hits that a tank stands, whatever its hull.</summary>
    public const int MaxHealth = 4;

    /// <summary>Hits that a brick stands.</summary>
    public const int BrickHealth = 2;

    /// <summary>Hits that a shield takes.</summary>
    public const int ShieldHits = 2;

    /// <summary>How many paints there are.</summary>
    public const int Paints = 12;

    /// <summary>How many of them, from 0 on, everybody has; the others are bought.</summary>
    public const int FreePaints = 8;

    /// <summary>What a paint that is bought costs, in coins.</summary>
    public const int PaintPrice = 400;

    /// <summary>A shell's life: 2 s.</summary>
    public const int ShellLifeTicks = 60;

    /// <summary>A shell ends at the wall after so many bounces.</summary>
    public const int ShellBounces = 1;

    /// <summary>A shell's radius in metres, when it meets a tank.</summary>
    public const float ShellRadius = 0.15f;

    /// <summary>From the middle of a tank to the end of its barrel, in metres.</summary>
    public const float MuzzleDistance = 1.35f;

    /// <summary>A pull of the trigger that comes early counts for so long.</summary>
    public const int FireBufferTicks = 6;

    /// <summary>Spawn protection: 2 s, or until the first shot.</summary>
    public const int ProtectionTicks = 60;

    /// <summary>From being destroyed to the automatic respawn: 2.5 s.</summary>
    public const int RespawnTicks = 75;

    /// <summary>From being destroyed to the earliest respawn that a player can ask for: 1 s.</summary>
    public const int RespawnEarliestTicks = 30;

    /// <summary>Who fired is seen in a bush for so long: 1 s.</summary>
    public const int RevealTicks = 30;

    /// <summary>A bush hides nobody from an enemy so near, in metres.</summary>
    public const float BushSightDistance = 3f;

    /// <summary>Rapid fire: 8 s.</summary>
    public const int RapidTicks = 240;

    /// <summary>A pickup comes back 18 s after it was taken.</summary>
    public const int PickupReturnTicks = 540;

    /// <summary>Scrap rusts away after 20 s.</summary>
    public const int ScrapLifeTicks = 600;

    /// <summary>From a tank's middle to scrap or a pickup that it takes, beyond its radius, in metres.</summary>
    public const float Reach = 0.7f;

    /// <summary>Points for destroying a tank; each piece of scrap is one more.</summary>
    public const int KillPoints = 3;

    /// <summary>Pieces of scrap that a destroyed tank drops.</summary>
    public const int ScrapPieces = 3;

    /// <summary>The crown multiplies a kill's points and scrap.</summary>
    public const int CrownFactor = 3;

    /// <summary>A round: four minutes.</summary>
    public const int RoundTicks = 4 * 60 * TickRate;

    /// <summary>From a round's end to the next round: 8 s.</summary>
    public const int IntermissionTicks = 8 * TickRate;

    /// <summary>Half of what a viewer receives to the left and right, in metres; show a little less.</summary>
    public const float ViewHalfWidth = 22f;

    /// <summary>Half of what a viewer receives upwards and downwards, in metres; show a little less.</summary>
    public const float ViewHalfHeight = 13f;

    /// <summary>The reload time of a hull in ticks.</summary>
    /// <param name="hull">The hull.</param>
    /// <param name="rapid">Whether rapid fire is on.</param>
    public static int ReloadTicks(in TankHull hull, bool rapid) => rapid ? hull.ReloadTicks / 2 : hull.ReloadTicks;
}
