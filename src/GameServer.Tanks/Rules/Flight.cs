namespace GameServer.Tanks;

/// <summary>How a piece of a shell's flight ended.</summary>
public enum Flight
{
    /// <summary>It flies on.</summary>
    On,

    /// <summary>It met slate after its last bounce.</summary>
    Slate,

    /// <summary>It met a brick.</summary>
    Brick,
}
