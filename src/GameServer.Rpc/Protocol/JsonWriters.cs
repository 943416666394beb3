using System.Buffers;
using System.Buffers.Text;
using System.Numerics;
using System.Text;
using System.Text.Json;

namespace GameServer.Rpc.Protocol;

/// <summary>Writes simple values straight into the output, exactly as the serializer writes them.</summary>
internal static class JsonWriters
{
    private static readonly Dictionary<Type, object> Known = new()
    {
        [typeof(sbyte)] = new WholeWriter<sbyte>(),
        [typeof(byte)] = new WholeWriter<byte>(),
        [typeof(short)] = new WholeWriter<short>(),
        [typeof(ushort)] = new WholeWriter<ushort>(),
        [typeof(int)] = new WholeWriter<int>(),
        [typeof(uint)] = new WholeWriter<uint>(),
        [typeof(long)] = new WholeWriter<long>(),
        [typeof(ulong)] = new WholeWriter<ulong>(),
        [typeof(float)] = new SingleWriter(),
        [typeof(double)] = new DoubleWriter(),
        [typeof(bool)] = new BooleanWriter(),
    };

    /// <summary>The writer of a simple type; null for one that is the serializer's.</summary>
    public static object? Of(Type type)
    {
        if (type.IsEnum)
        {
            return Activator.CreateInstance(typeof(EnumWriter<>).MakeGenericType(type));
        }

        return Nullable.GetUnderlyingType(type) is { } underlying && Of(underlying) is { } writer
            ? Activator.CreateInstance(typeof(NullableWriter<>).MakeGenericType(underlying), writer)
            : Known.GetValueOrDefault(type);
    }

    private sealed class WholeWriter<T> : ValueWriter<T>
        where T : struct, IBinaryInteger<T>
    {
        private const int Longest = 20;

        public override void Write(IBufferWriter<byte> output, T value)
        {
            value.TryFormat(output.GetSpan(Longest), out var written, default, null);
            output.Advance(written);
        }
    }

    private sealed class SingleWriter : ValueWriter<float>
    {
        private const int Longest = 32;

        public override void Write(IBufferWriter<byte> output, float value)
        {
            if (!float.IsFinite(value))
            {
                output.Write("null"u8);
                return;
            }

            Utf8Formatter.TryFormat(value, output.GetSpan(Longest), out var written);
            output.Advance(written);
        }
    }

    private sealed class DoubleWriter : ValueWriter<double>
    {
        private const int Longest = 32;

        public override void Write(IBufferWriter<byte> output, double value)
        {
            if (!double.IsFinite(value))
            {
                output.Write("null"u8);
                return;
            }

            Utf8Formatter.TryFormat(value, output.GetSpan(Longest), out var written);
            output.Advance(written);
        }
    }

    private sealed class BooleanWriter : ValueWriter<bool>
    {
        public override void Write(IBufferWriter<byte> output, bool value) => output.Write(value ? "true"u8 : "false"u8);
    }

    private sealed class EnumWriter<T> : ValueWriter<T>
        where T : struct, Enum
    {
        private readonly Dictionary<T, byte[]> _names = Enum.GetValues<T>().Distinct()
            .ToDictionary(value => value, value => Encoding.UTF8.GetBytes(Quote(EnumNames<T>.Of(value))));

        public override void Write(IBufferWriter<byte> output, T value) => output.Write(
            _names.TryGetValue(value, out var name) ? name : Encoding.UTF8.GetBytes(Quote(EnumNames<T>.Of(value))));

        private static string Quote(string name) => $"\"{JsonEncodedText.Encode(name, JsonOptions.Encoder)}\"";
    }

    private sealed class NullableWriter<T>(ValueWriter<T> writer) : ValueWriter<T?>
        where T : struct
    {
        public override void Write(IBufferWriter<byte> output, T? value)
        {
            if (value is { } known)
            {
                writer.Write(output, known);
            }
            else
            {
                output.Write("null"u8);
            }
        }
    }
}
