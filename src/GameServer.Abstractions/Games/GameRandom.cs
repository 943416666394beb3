namespace GameServer.Games;

/// <summary>
/// Seeded pseudo-random numbers that stay the same on every run, machine and runtime version, as a replay needs.
/// The algorithm is PCG-XSH-RR 64/32 by M. E. O'Neill (pcg-random.org).
/// </summary>
/// <param name="seed">The same seed gives the same numbers.</param>
public sealed class GameRandom(int seed)
{
    private const ulong Multiplier = 6364136223846793005;
    private const ulong Increment = 1442695040888963407;
    private ulong _state = (unchecked((ulong)seed) + Increment) * Multiplier + Increment;

    /// <summary>Where the generator stands; part of a room's state.</summary>
    public ulong State => _state;

    /// <summary>32 random bits.</summary>
    public uint NextBits()
    {
        var old = _state;
        _state = old * Multiplier + Increment;
        var xorShifted = (uint)(((old >> 18) ^ old) >> 27);
        return uint.RotateRight(xorShifted, (int)(old >> 59));
    }

    /// <summary>A whole number from 0 up to, not including, <paramref name="exclusiveMax"/>.</summary>
    /// <param name="exclusiveMax">Above zero.</param>
    public int Next(int exclusiveMax)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(exclusiveMax);
        return (int)((ulong)NextBits() * (ulong)exclusiveMax >> 32);
    }

    /// <summary>A number from 0 up to, not including, 1.</summary>
    public float NextSingle() => (NextBits() >> 8) * (1f / (1 << 24));

    /// <summary>A number from <paramref name="min"/> up to, not including, <paramref name="max"/>.</summary>
    /// <param name="min">The lower bound.</param>
    /// <param name="max">The upper bound.</param>
    public float Between(float min, float max) => min + (max - min) * NextSingle();
}
