using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using GameServer.Games;

namespace GameServer.Rpc.Protocol;

/// <summary>What JSON of an entity kind never changes, encoded once: names, enumeration values and decimals.</summary>
internal sealed class JsonEntityLayout
{
    private const int MostDecimals = 15;
    private const int LongestNumber = 40;
    private readonly Field[] _fields;

    public JsonEntityLayout(EntityLayout layout)
    {
        Start = Encoding.UTF8.GetBytes($$"""{"kind":{{Quote(layout.Name)}},"id":""");
        _fields = [.. layout.Fields.Select(field => new Field(field))];
    }

    /// <summary>An entity in full up to its id's value.</summary>
    public byte[] Start { get; }

    /// <summary>Writes a comma, the field's name and its value.</summary>
    public void WriteField(IBufferWriter<byte> output, int index, int value)
    {
        var field = _fields[index];
        output.Write(field.Name);
        switch (field.Kind)
        {
            case FieldKind.Boolean:
                output.Write(value == 0 ? "false"u8 : "true"u8);
                break;
            case FieldKind.Enumeration when (uint)value < (uint)field.Values.Length:
                output.Write(field.Values[value]);
                break;
            case FieldKind.Number:
                WriteDecimal(output, (long)Math.Round(value * field.Scale), field.Decimals);
                break;
            default:
                output.WriteNumber(value);
                break;
        }
    }

    private static void WriteDecimal(IBufferWriter<byte> output, long scaled, int decimals)
    {
        while (decimals > 0 && scaled % 10 == 0)
        {
            scaled /= 10;
            decimals--;
        }

        var span = output.GetSpan(LongestNumber);
        var written = 0;
        if (scaled < 0)
        {
            span[written++] = (byte)'-';
            scaled = -scaled;
        }

        // At least one digit before the point.
        Span<byte> digits = stackalloc byte[LongestNumber];
        Utf8Formatter.TryFormat(scaled, digits, out var count, new StandardFormat('D', (byte)(decimals + 1)));
        digits[..(count - decimals)].CopyTo(span[written..]);
        written += count - decimals;
        if (decimals > 0)
        {
            span[written++] = (byte)'.';
            digits[(count - decimals)..count].CopyTo(span[written..]);
            written += decimals;
        }

        output.Advance(written);
    }

    private static string Quote(string text) => $"\"{JsonEncodedText.Encode(text)}\"";

    private sealed class Field
    {
        public Field(EntityField field)
        {
            Name = Encoding.UTF8.GetBytes($",{Quote(field.Name)}:");
            Kind = field.Kind;
            Values = [.. field.Values.Select(value => Encoding.UTF8.GetBytes(Quote(value)))];
            Decimals = DecimalsOf(field.Step);
            Scale = (double)((decimal)field.Step * (decimal)Math.Pow(10, Decimals));
        }

        public byte[] Name { get; }

        public FieldKind Kind { get; }

        public byte[][] Values { get; }

        public int Decimals { get; }

        /// <summary>What one step is in units of the last decimal.</summary>
        public double Scale { get; }

        /// <summary>As many as write the step exactly; where none do (an angle's), two beyond its first digit.</summary>
        private static int DecimalsOf(double step)
        {
            var firstDigit = Math.Max(0, (int)Math.Ceiling(-Math.Log10(step)));
            var exact = (decimal)step;
            for (var decimals = 0; decimals <= Math.Min(firstDigit + 7, MostDecimals); decimals++)
            {
                if (exact == decimal.Round(exact, decimals))
                {
                    return decimals;
                }
            }

            return Math.Min(firstDigit + 2, MostDecimals);
        }
    }
}
