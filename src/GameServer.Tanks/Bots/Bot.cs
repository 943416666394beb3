using GameServer.Games;

namespace GameServer.Tanks;

/// <summary>What one bot has in mind. Everything it does to the game goes through its steering.</summary>
internal sealed class Bot(Player player, float skill)
{
    /// <summary>The longest way that it keeps in mind, in waypoints.</summary>
    public const int MaxWay = 24;

    /// <summary>Who it is in the room.</summary>
    public Player Player { get; } = player;

    /// <summary>From 0, a beginner, to 1: how soon it reacts, how straight it shoots, how well it dodges.</summary>
    public float Skill { get; } = skill;

    /// <summary>Whom it fights; perhaps somebody whose tank is gone since.</summary>
    public Player? Target { get; set; }

    /// <summary>Whether its gun reaches the target past the walls, at the last look.</summary>
    public bool HasClearShot { get; set; }

    /// <summary>Not before this tick does it fire.</summary>
    public int FireAt { get; set; }

    /// <summary>How far it aims beside the target, in radians, until when.</summary>
    public float AimError { get; set; }

    /// <inheritdoc cref="AimError"/>
    public int AimErrorUntil { get; set; }

    /// <summary>Where it wants to be.</summary>
    public float GoalX { get; set; }

    /// <inheritdoc cref="GoalX"/>
    public float GoalY { get; set; }

    /// <summary>Until when it goes on to a goal that it chose for want of a better one.</summary>
    public int RoamUntil { get; set; }

    /// <summary>Which way it circles a target: 1 or -1.</summary>
    public int Side { get; set; } = 1;

    /// <summary>The waypoints to the goal, from the next one on.</summary>
    public float[] WayX { get; } = new float[MaxWay];

    /// <inheritdoc cref="WayX"/>
    public float[] WayY { get; } = new float[MaxWay];

    /// <summary>How many waypoints there are, and which is next.</summary>
    public int WayLength { get; set; }

    /// <inheritdoc cref="WayLength"/>
    public int WayNext { get; set; }

    /// <summary>When the way is to be found anew.</summary>
    public int WayUntil { get; set; }

    /// <summary>Until when it gets out of a shell's path, with which throttle.</summary>
    public int DodgeUntil { get; set; }

    /// <inheritdoc cref="DodgeUntil"/>
    public float DodgeThrottle { get; set; }

    /// <summary>Until when it backs out of where it is stuck, and turns which way.</summary>
    public int BackOutUntil { get; set; }

    /// <inheritdoc cref="BackOutUntil"/>
    public float BackOutTurn { get; set; }

    /// <summary>Where it stood when progress was last checked, and when that is due again.</summary>
    public float MarkX { get; set; }

    /// <inheritdoc cref="MarkX"/>
    public float MarkY { get; set; }

    /// <inheritdoc cref="MarkX"/>
    public int MarkDue { get; set; }

    /// <summary>Forgets everything about the life that ended.</summary>
    public void Forget()
    {
        Target = null;
        HasClearShot = false;
        RoamUntil = 0;
        WayLength = 0;
        WayNext = 0;
        WayUntil = 0;
        DodgeUntil = 0;
        BackOutUntil = 0;
        MarkDue = 0;
    }
}
