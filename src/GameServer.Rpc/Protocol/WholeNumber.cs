using System.Globalization;
using System.Numerics;

namespace GameServer.Rpc.Protocol;

/// <summary>
/// Whole numbers as clients write them that have no other numbers than floating-point ones: <c>10.0</c>, <c>1e1</c>, or a
/// float of MessagePack. What counts is the exact value.
/// </summary>
internal static class WholeNumber
{
    // Those of the greatest unsigned number of 64 bits.
    private const int MostDigits = 20;

    // No message is so long that its digits could make up for such an exponent.
    private const long MostExponent = 1L << 40;

    // Above every number of 64 bits, and exact as a double.
    private const double Beyond = 18446744073709551616d;

    /// <summary>Reads a whole number.</summary>
    /// <param name="value">A JSON value that was found to parse.</param>
    /// <param name="result">Receives the number.</param>
    /// <returns>Whether it is a whole number within the type's range.</returns>
    public static bool TryParse<T>(ReadOnlySpan<byte> value, out T result)
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T> =>
        T.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out result) || TryParseExactly(value, out result);

    /// <summary>Takes a float that is whole.</summary>
    /// <param name="value">The float; infinities and what is no number are refused.</param>
    /// <param name="result">Receives the number.</param>
    /// <returns>Whether it is a whole number within the type's range.</returns>
    public static bool TryConvert<T>(double value, out T result)
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
    {
        if (Math.Abs(value) <= Beyond && Math.Truncate(value) == value)
        {
            return TryFit((Int128)value, out result);
        }

        result = default;
        return false;
    }

    private static bool TryParseExactly<T>(ReadOnlySpan<byte> value, out T result)
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
    {
        result = default;
        var isNegative = value[0] == '-';
        var digits = isNegative ? value[1..] : value;
        if (digits.IsEmpty || !char.IsAsciiDigit((char)digits[0]))
        {
            return false;
        }

        var exponent = 0L;
        if (digits.IndexOfAny("eE"u8) is >= 0 and var mark)
        {
            exponent = Exponent(digits[(mark + 1)..]);
            digits = digits[..mark];
        }

        // The number is its digits, without the point and the zeros at both ends, times ten to the power of the exponent.
        var fraction = digits.IndexOf((byte)'.') is >= 0 and var point ? digits[(point + 1)..].TrimEnd((byte)'0') : default;
        var whole = digits[..(digits.IndexOf((byte)'.') is >= 0 and var end ? end : digits.Length)].TrimStart((byte)'0');
        if (fraction.IsEmpty)
        {
            var zeros = whole.Length;
            whole = whole.TrimEnd((byte)'0');
            exponent += zeros - whole.Length;
        }

        exponent -= fraction.Length;
        if (whole.IsEmpty)
        {
            fraction = fraction.TrimStart((byte)'0');
        }

        var count = (long)whole.Length + fraction.Length;
        if (count == 0)
        {
            return true;
        }

        if (exponent < 0 || count + exponent > MostDigits)
        {
            return false;
        }

        var number = Append(Append(Int128.Zero, whole), fraction);
        for (; exponent > 0; exponent--)
        {
            number *= 10;
        }

        return TryFit(isNegative ? -number : number, out result);
    }

    private static long Exponent(ReadOnlySpan<byte> text)
    {
        var isNegative = text[0] == '-';
        var exponent = 0L;
        foreach (var digit in text.TrimStart("+-"u8))
        {
            exponent = Math.Min(MostExponent, (exponent * 10) + (digit - '0'));
        }

        return isNegative ? -exponent : exponent;
    }

    private static Int128 Append(Int128 number, ReadOnlySpan<byte> digits)
    {
        foreach (var digit in digits)
        {
            number = (number * 10) + (digit - '0');
        }

        return number;
    }

    private static bool TryFit<T>(Int128 number, out T result)
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
    {
        result = T.CreateTruncating(number);
        return Int128.CreateTruncating(result) == number;
    }
}
