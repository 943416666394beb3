using System.Runtime.CompilerServices;

namespace GameServer.Tanks;

/// <summary>
/// Angles by plain multiplication and addition, so that a match replays to the last bit on any machine: the C
/// library's sine differs between platforms. Errors stay below 1e-6 for sine and cosine, 2e-5 for the arc tangent.
/// </summary>
public static class Trig
{
    /// <summary>An angle at most one turn off, brought to (-π, π].</summary>
    /// <param name="angle">Radians from -3π to 3π.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Wrap(float angle)
    {
        if (angle > MathF.PI)
        {
            return angle - MathF.Tau;
        }

        return angle <= -MathF.PI ? angle + MathF.Tau : angle;
    }

    /// <summary>The sine, by its Taylor series to the eleventh power.</summary>
    /// <param name="angle">Radians from -π to π.</param>
    public static float Sin(float angle)
    {
        if (angle > MathF.PI / 2)
        {
            angle = MathF.PI - angle;
        }
        else if (angle < -MathF.PI / 2)
        {
            angle = -MathF.PI - angle;
        }

        var square = angle * angle;
        return angle * (1f + square * (-1f / 6 + square * (1f / 120 + square * (-1f / 5040
            + square * (1f / 362880 + square * (-1f / 39916800))))));
    }

    /// <summary>The cosine.</summary>
    /// <param name="angle">Radians from -π to π.</param>
    public static float Cos(float angle) => Sin(Wrap(angle + MathF.PI / 2));

    /// <summary>The direction of a vector; 0 for none.</summary>
    /// <param name="y">Its part downwards on screen.</param>
    /// <param name="x">Its part to the right.</param>
    /// <remarks>The polynomial is Abramowitz and Stegun's 4.4.49, to the power of nine.</remarks>
    public static float Atan2(float y, float x)
    {
        var absX = MathF.Abs(x);
        var absY = MathF.Abs(y);
        var large = MathF.Max(absX, absY);
        if (large == 0f)
        {
            return 0f;
        }

        var ratio = MathF.Min(absX, absY) / large;
        var square = ratio * ratio;
        var angle = ratio * (0.9998660f + square * (-0.3302995f + square * (0.1801410f
            + square * (-0.0851330f + square * 0.0208351f))));
        angle = absY > absX ? MathF.PI / 2 - angle : angle;
        angle = x < 0f ? MathF.PI - angle : angle;
        return y < 0f ? -angle : angle;
    }
}
