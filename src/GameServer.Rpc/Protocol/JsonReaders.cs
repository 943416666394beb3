using System.Buffers.Text;
using System.Numerics;
using System.Text;
using System.Text.Unicode;

namespace GameServer.Rpc.Protocol;

/// <summary>Reads simple values straight from their bytes, taking exactly what the serializer takes.</summary>
internal static class JsonReaders
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

    private sealed class WholeReader<T> : ValueReader<T>
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
    {
        public override bool TryRead(ReadOnlyMemory<byte> value, out T result) => WholeNumber.TryParse(value.Span, out result);
    }

    private sealed class SingleReader : ValueReader<float>
    {
        public override bool TryRead(ReadOnlyMemory<byte> value, out float result) =>
            Utf8Parser.TryParse(value.Span, out result, out var length) && length == value.Length && float.IsFinite(result);
    }

    private sealed class DoubleReader : ValueReader<double>
    {
        public override bool TryRead(ReadOnlyMemory<byte> value, out double result) =>
            Utf8Parser.TryParse(value.Span, out result, out int length) && length == value.Length && double.IsFinite(result);
    }

    private sealed class BooleanReader : ValueReader<bool>
    {
        public override bool TryRead(ReadOnlyMemory<byte> value, out bool result)
        {
            result = value.Span[0] == 't';
            return result || value.Span[0] == 'f';
        }
    }

    private sealed class StringReader : ValueReader<string>
    {
        public override bool TryRead(ReadOnlyMemory<byte> value, out string result)
        {
            result = "";
            var bytes = value.Span;
            if (bytes[0] != '"')
            {
                return false;
            }

            Span<byte> scratch = bytes.Contains((byte)'\\') ? new byte[bytes.Length] : [];
            if (!JsonText.TryGet(bytes, scratch, out var text) || !Utf8.IsValid(text))
            {
                return false;
            }

            result = Encoding.UTF8.GetString(text);
            return true;
        }
    }

    private sealed class EnumReader<T> : ValueReader<T>
        where T : struct, Enum
    {
        private const int LongestEscaped = 256;

        public override bool TryRead(ReadOnlyMemory<byte> value, out T result)
        {
            result = default;
            Span<byte> scratch = stackalloc byte[LongestEscaped];
            return value.Span[0] == '"' && JsonText.TryGet(value.Span, scratch, out var name) && EnumNames<T>.TryParse(name, out result);
        }
    }
}
