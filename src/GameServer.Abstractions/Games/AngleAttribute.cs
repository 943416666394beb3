namespace GameServer.Games;

/// <summary>A <see cref="float"/> field in radians that travels wrapped to [0, 2π) in 2^<see cref="Bits"/> steps.</summary>
/// <param name="bits">Bits of resolution, 4 to 16. Eight bits are steps of 1.4 degrees.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class AngleAttribute(int bits = 8) : Attribute
{
    /// <summary>Bits of resolution, 4 to 16.</summary>
    public int Bits { get; } = bits;
}
