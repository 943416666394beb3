using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using MessagePack;

namespace GameServer.Rpc.Protocol;

/// <summary>Reads simple values straight from their bytes, taking exactly what the serializer takes.</summary>
internal static class MessagePackReaders
{
    private static readonly Dictionary<Type, object> Known = new()
    {
        [typeof(sbyte)] = new WholeReader<sbyte>(),
        [typeof(byte)] = new WholeReader<byte>(),
        [typeof(short)] = new WholeReader<short>(),
        [typeof(ushort)] = new WholeReader<ushort>(),
        [typeof(int)] = new WholeReader<int>(),
        [typeof(uint)] = new WholeReader<uint>(),
        [typeof(long)] = new WholeReader<long>(),
        [typeof(ulong)] = new WholeReader<ulong>(),
        [typeof(float)] = new SingleReader(),
        [typeof(double)] = new DoubleReader(),
        [typeof(bool)] = new BooleanReader(),
        [typeof(string)] = new StringReader(),
    };

    /// <summary>The reader of a type; null for one that is the serializer's.</summary>
    public static ValueReader<T>? Of<T>() => (ValueReader<T>?)Of(typeof(T));

    private static object? Of(Type type)
    {
        if (type.IsEnum)
        {
            return Activator.CreateInstance(typeof(EnumReader<>).MakeGenericType(type));
        }

        return Nullable.GetUnderlyingType(type) is { } underlying && Of(underlying) is { } reader
            ? Activator.CreateInstance(typeof(NullableReader<>).MakeGenericType(underlying), reader)
            : Known.GetValueOrDefault(type);
    }

    /// <summary>Reads a whole number; beyond a long's range as what an unsigned one has the bits of.</summary>
    private static bool TryReadWhole(ReadOnlySpan<byte> value, out long bits, out bool isUnsigned)
    {
        var body = value[1..];
        isUnsigned = value[0] == MessagePackCode.UInt64;
        bits = value[0] switch
        {
            <= MessagePackCode.MaxFixInt or >= MessagePackCode.MinNegativeFixInt => (sbyte)value[0],
            MessagePackCode.UInt8 => body[0],
            MessagePackCode.UInt16 => BinaryPrimitives.ReadUInt16BigEndian(body),
            MessagePackCode.UInt32 => BinaryPrimitives.ReadUInt32BigEndian(body),
            MessagePackCode.Int8 => (sbyte)body[0],
            MessagePackCode.Int16 => BinaryPrimitives.ReadInt16BigEndian(body),
            MessagePackCode.Int32 => BinaryPrimitives.ReadInt32BigEndian(body),
            MessagePackCode.UInt64 or MessagePackCode.Int64 => BinaryPrimitives.ReadInt64BigEndian(body),
            _ => 0,
        };
        return value[0] is <= MessagePackCode.MaxFixInt or >= MessagePackCode.UInt8 and <= MessagePackCode.Int64
            or >= MessagePackCode.MinNegativeFixInt;
    }

    private sealed class WholeReader<T> : ValueReader<T>
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
    {
        public override bool TryRead(ReadOnlyMemory<byte> value, out T result)
        {
            if (!TryReadWhole(value.Span, out var bits, out var isUnsigned))
            {
                return TryReadFloat(value.Span, out result);
            }

            result = T.CreateTruncating(bits);
            return isUnsigned
                ? ulong.CreateTruncating(result) == (ulong)bits && (bits >= 0 || T.IsZero(T.MinValue))
                : Int128.CreateTruncating(result) == bits;
        }

        private static bool TryReadFloat(ReadOnlySpan<byte> value, out T result)
        {
            var number = value[0] switch
            {
                MessagePackCode.Float32 => BinaryPrimitives.ReadSingleBigEndian(value[1..]),
                MessagePackCode.Float64 => BinaryPrimitives.ReadDoubleBigEndian(value[1..]),
                _ => double.NaN,
            };
            return WholeNumber.TryConvert(number, out result);
        }
    }

    private sealed class SingleReader : ValueReader<float>
    {
        public override bool TryRead(ReadOnlyMemory<byte> value, out float result)
        {
            var bytes = value.Span;
            if (bytes[0] == MessagePackCode.Float32)
            {
                result = BinaryPrimitives.ReadSingleBigEndian(bytes[1..]);
            }
            else if (bytes[0] == MessagePackCode.Float64)
            {
                result = (float)BinaryPrimitives.ReadDoubleBigEndian(bytes[1..]);
            }
            else if (TryReadWhole(bytes, out var bits, out var isUnsigned))
            {
                result = isUnsigned ? (ulong)bits : bits;
            }
            else
            {
                result = float.NaN;
            }

            return float.IsFinite(result);
        }
    }

    private sealed class DoubleReader : ValueReader<double>
    {
        public override bool TryRead(ReadOnlyMemory<byte> value, out double result)
        {
            var bytes = value.Span;
            if (bytes[0] == MessagePackCode.Float32)
            {
                result = BinaryPrimitives.ReadSingleBigEndian(bytes[1..]);
            }
            else if (bytes[0] == MessagePackCode.Float64)
            {
                result = BinaryPrimitives.ReadDoubleBigEndian(bytes[1..]);
            }
            else if (TryReadWhole(bytes, out var bits, out var isUnsigned))
            {
                result = isUnsigned ? (ulong)bits : bits;
            }
            else
            {
                result = double.NaN;
            }

            return double.IsFinite(result);
        }
    }

    private sealed class BooleanReader : ValueReader<bool>
    {
        public override bool TryRead(ReadOnlyMemory<byte> value, out bool result)
        {
            result = value.Span[0] == MessagePackCode.True;
            return result || value.Span[0] == MessagePackCode.False;
        }
    }

    private sealed class StringReader : ValueReader<string>
    {
        public override bool TryRead(ReadOnlyMemory<byte> value, out string result)
        {
            var isText = MessagePackEnvelopeReader.TryGetText(value.Span, out var text);
            result = isText ? Encoding.UTF8.GetString(text) : "";
            return isText;
        }
    }

    private sealed class EnumReader<T> : ValueReader<T>
        where T : struct, Enum
    {
        public override bool TryRead(ReadOnlyMemory<byte> value, out T result)
        {
            result = default;
            return MessagePackEnvelopeReader.TryGetText(value.Span, out var name) && EnumNames<T>.TryParse(name, out result);
        }
    }
}
