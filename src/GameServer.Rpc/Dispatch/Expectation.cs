using System.Collections;
using GameServer.Games;

namespace GameServer.Rpc.Dispatch;

/// <summary>Tells a caller what an argument must look like, in words of the wire and without a type's name.</summary>
internal static class Expectation
{
    public static string Of(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return $"{Of(underlying)} or null";
        }

        if (type.IsEnum)
        {
            return $"one of {string.Join(", ", Enum.GetNames(type).Select(WireName.Camel))}";
        }

        return Type.GetTypeCode(type) switch
        {
            TypeCode.Boolean => "true or false",
            TypeCode.String => "text",
            TypeCode.Char => "one character",
            TypeCode.Single or TypeCode.Double or TypeCode.Decimal => "a finite number",
            TypeCode.SByte => Whole(sbyte.MinValue, sbyte.MaxValue),
            TypeCode.Byte => Whole(byte.MinValue, byte.MaxValue),
            TypeCode.Int16 => Whole(short.MinValue, short.MaxValue),
            TypeCode.UInt16 => Whole(ushort.MinValue, ushort.MaxValue),
            TypeCode.Int32 => Whole(int.MinValue, int.MaxValue),
            TypeCode.UInt32 => Whole(uint.MinValue, uint.MaxValue),
            TypeCode.Int64 or TypeCode.UInt64 => "a whole number of 64 bits",
            _ when typeof(IDictionary).IsAssignableFrom(type) => "an object",
            _ when typeof(IEnumerable).IsAssignableFrom(type) => "an array with elements of the right form",
            _ => "an object with members of the right form",
        };
    }

    private static string Whole(long least, long most) => $"a whole number from {least} to {most}";
}
