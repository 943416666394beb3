using MessagePack;

namespace Benchmarks.Contenders;

/// <summary>What every contender is asked; <c>move</c> and <c>steer</c> take the same.</summary>
[MessagePackObject]
public record struct Move
{
    /// <summary>The request's number.</summary>
    [Key("seq")]
    public int Seq { get; set; }

    /// <summary>A place.</summary>
    [Key("x")]
    public float X { get; set; }

    /// <summary>A place.</summary>
    [Key("y")]
    public float Y { get; set; }

    /// <summary>A direction.</summary>
    [Key("angle")]
    public float Angle { get; set; }

    /// <summary>A trigger.</summary>
    [Key("fire")]
    public bool Fire { get; set; }

    /// <summary>The n-th request. Its numbers are exact in binary and short in decimal.</summary>
    public static Move Number(int n) =>
        new() { Seq = n, X = 100 + (n % 64 * 0.25f), Y = 50 + (n % 32 * 0.5f), Angle = 1.5f, Fire = n % 2 == 0 };

    /// <summary>The work, which is the same everywhere.</summary>
    public readonly Moved Apply() => new(Seq, X + 1, Y + 1);
}
