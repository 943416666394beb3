using System.Numerics;

namespace Benchmarks.Load;

/// <summary>Counts times by their size, to within one in 128, without allocating.</summary>
internal sealed class Histogram
{
    private const int Bits = 7;
    private const int Fine = 1 << Bits;
    private readonly long[] _counts = new long[64 * Fine];
    private long _total;

    /// <summary>Adds a time.</summary>
    /// <param name="value">In any unit, from 0 on.</param>
    public void Add(long value)
    {
        _counts[IndexOf(Math.Max(0, value))]++;
        _total++;
    }

    /// <summary>The value that a share of all values does not exceed, by nearest rank; NaN without any.</summary>
    public double Quantile(double share)
    {
        var rank = Math.Max(1, (long)Math.Ceiling(share * _total));
        for (var index = 0; index < _counts.Length; index++)
        {
            if ((rank -= _counts[index]) <= 0)
            {
                return ValueOf(index);
            }
        }

        return double.NaN;
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Array.Clear(_counts);
        _total = 0;
    }

    // Values up to Fine have a place of their own; beyond, each power of two is divided into Fine places.
    private static int IndexOf(long value)
    {
        var shift = Math.Max(0, BitOperations.Log2((ulong)value) - Bits);
        return (shift * Fine) + (int)(value >> shift);
    }

    private static double ValueOf(int index)
    {
        var shift = Math.Max(0, (index / Fine) - 1);
        return (index - (shift * Fine)) * Math.Pow(2, shift);
    }
}
