namespace GameServer.Tanks;

/// <summary>The three hulls. Each stands four hits; what one gains, it pays for elsewhere.</summary>
public enum Hull
{
    /// <summary>Fast and small, reloads slowly.</summary>
    Scout,

    /// <summary>The middle in everything.</summary>
    Ranger,

    /// <summary>Slow and large, with the fastest gun and shells.</summary>
    Heavy,
}
