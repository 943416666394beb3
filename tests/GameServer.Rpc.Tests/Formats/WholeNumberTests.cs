using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Text;
using GameServer.Rpc.Protocol;

namespace GameServer.Rpc.Tests.Formats;

/// <summary>A number with a point or an exponent whose value is whole is a whole number wherever one is wanted, in both formats.</summary>
public sealed class WholeNumberTests
{
    private static readonly WireFormat Json = new JsonFormat();
    private static readonly WireFormat Packed = new MessagePackFormat();

    /// <summary>Texts, and the exact whole value of each; null where there is none.</summary>
    private static readonly Dictionary<string, BigInteger?> Texts = new()
    {
        ["10.0"] = 10, ["10.00"] = 10, ["1e1"] = 10, ["1E1"] = 10, ["1.0E+1"] = 10, ["1e+01"] = 10, ["0.1e2"] = 10, ["100e-1"] = 10, ["1000.00e-2"] = 10,
        ["0.001e4"] = 10, ["0.1e1"] = 1, ["10e-1"] = 1, ["1e0"] = 1, ["1e-0"] = 1, ["-10.0"] = -10, ["-1e1"] = -10, ["-0.1e1"] = -1,
        ["0.0"] = 0, ["-0.0"] = 0, ["-0"] = 0, ["0e5"] = 0, ["0e2147483648"] = 0, ["-0.000e-99999999999999999999"] = 0,
        ["10.5"] = null, ["-10.5"] = null, ["0.1"] = null, ["1e-1"] = null, ["15e-1"] = null, ["1.05e1"] = null, ["1e-400"] = null, ["1e-2147483649"] = null,
        ["9.999999999999999999999"] = null, ["10.00000000000000000001"] = null,
        ["9007199254740993.0"] = 9007199254740993, ["9007199254740993e0"] = 9007199254740993, ["90071992547409930e-1"] = 9007199254740993,
        ["127.0"] = 127, ["128.0"] = 128, ["-128.0"] = -128, ["-129.0"] = -129, ["255.0"] = 255, ["2.56e2"] = 256, ["32767.0"] = 32767, ["32768.0"] = 32768,
        ["-32768.0"] = -32768, ["-32769.0"] = -32769, ["65535.0"] = 65535, ["65536.0"] = 65536, ["2147483647.0"] = int.MaxValue, ["2147483648.0"] = 2147483648,
        ["-2147483648.0"] = int.MinValue, ["-2147483649.0"] = -2147483649, ["4294967295.0"] = uint.MaxValue, ["4294967296.0"] = 4294967296,
        ["9223372036854775807.0"] = long.MaxValue, ["9.223372036854775807e18"] = long.MaxValue, ["9223372036854775808.0"] = 9223372036854775808,
        ["-9223372036854775808.0"] = long.MinValue, ["-9223372036854775809.0"] = long.MinValue - BigInteger.One,
        ["18446744073709551615.0"] = ulong.MaxValue, ["1844674407370955161.5e1"] = ulong.MaxValue, ["18446744073709551616.0"] = ulong.MaxValue + BigInteger.One,
        ["1e19"] = BigInteger.Pow(10, 19), ["1e20"] = BigInteger.Pow(10, 20), ["1e400"] = BigInteger.Pow(10, 400), ["-1e400"] = -BigInteger.Pow(10, 400),
        ["99999999999999999999.0"] = BigInteger.Pow(10, 20) - 1,
    };

    [Fact]
    public void In_JSON_the_exact_decimal_value_counts()
    {
        foreach (var (text, value) in Texts)
        {
            Check(Json, Encoding.UTF8.GetBytes(text), value, text);
        }
    }

    [Fact]
    public void In_MessagePack_a_float_that_is_whole_counts()
    {
        double[] doubles =
        [
            0, -0.0, 1, -1, 10, -10, 127, 128, -128, -129, 255, 256, 32767, 32768, -32768, -32769, 65535, 65536, 2147483647, 2147483648, -2147483648,
            -2147483649, 4294967295, 4294967296, 9007199254740992, 9007199254740994, 9223372036854774784, 9223372036854775808, -9223372036854775808,
            -9223372036854777856d, 18446744073709549568d, 18446744073709551616d, 1e20, 1e308, double.MaxValue, double.MinValue, double.Epsilon, 0.5, 10.5, -10.5,
            4503599627370495.5, double.NaN, double.PositiveInfinity, double.NegativeInfinity,
        ];
        foreach (var number in doubles)
        {
            var bytes = new byte[9];
            bytes[0] = 0xcb;
            BinaryPrimitives.WriteDoubleBigEndian(bytes.AsSpan(1), number);
            Check(Packed, bytes, ValueOf(number), $"float64 {number:R}");
            bytes = [0xca, 0, 0, 0, 0];
            BinaryPrimitives.WriteSingleBigEndian(bytes.AsSpan(1), (float)number);
            Check(Packed, bytes, ValueOf((float)number), $"float32 {number:R}");
        }
    }

    [Theory]
    [InlineData("1e2147483648")]
    [InlineData("-1e-2147483648")]
    [InlineData("1e99999999999999999999999999999999")]
    [InlineData("123456789e-99999999999999999999999999999999")]
    public void An_exponent_beyond_every_bound_is_refused_at_once(string text)
    {
        var began = Stopwatch.GetTimestamp();
        Check(Json, Encoding.UTF8.GetBytes(text), null, text);
        Assert.InRange(Stopwatch.GetElapsedTime(began).TotalSeconds, 0, 5);
    }

    [Fact]
    public void So_do_digits_by_the_ten_thousand()
    {
        var zeros = new string('0', 10_000);
        Check(Json, Encoding.UTF8.GetBytes($"7.{zeros}"), 7, "7.000");
        Check(Json, Encoding.UTF8.GetBytes($"7{zeros}e-10000"), 7, "7000e-10000");
        Check(Json, Encoding.UTF8.GetBytes($"0.{zeros}7e10001"), 7, "0.0007e10001");
        Check(Json, Encoding.UTF8.GetBytes($"7.{zeros}1"), null, "7.0001");
        Check(Json, Encoding.UTF8.GetBytes($"7{zeros}.0"), BigInteger.Pow(10, 100), "7000.0");
    }

    [Fact]
    public void What_is_no_number_is_refused()
    {
        foreach (var text in new[] { "\"10.0\"", "\"10\"", "true", "null", "[10.0]", "{\"e\":1}", "\"\"" })
        {
            Assert.False(Reads<int>(Json, Encoding.UTF8.GetBytes(text), out _), text);
        }
    }

    [Theory]
    [InlineData("""{"numbers":[1.0,2e0],"names":[],"pairs":[{"left":-1.0,"right":2}],"scores":{"Ann":1e1},"set":[3.0],"flags":[],"moods":[],"none":null}""")]
    public void So_in_collections_dictionaries_and_structs(string json)
    {
        foreach (var format in new[] { Json, Packed })
        {
            var value = format.Read<Collections>(Support.TestClient.Encode(json, format.IsText));
            Assert.Equal([1, 2], value.Numbers);
            Assert.Equal(new Pair(-1, 2), Assert.Single(value.Pairs));
            Assert.Equal(10, value.Scores["Ann"]);
            Assert.Equal([3], value.Set);
        }
    }

    [Fact]
    public void So_in_members_of_every_type()
    {
        const string Whole = """{"a":255.0,"b":-3.2768e4,"c":65535.0,"d":4.294967295e9,"e":-9.2e18,"f":1e19,"g":0.5,"h":0.25,"i":1.5,"j":true,"k":"x"}""";
        foreach (var format in new[] { Json, Packed })
        {
            var value = format.Read<Numbers>(Support.TestClient.Encode(Whole.Replace("\"i\":1.5", format.IsText ? "\"i\":1.5" : "\"i\":\"1.5\"", StringComparison.Ordinal), format.IsText));
            Assert.Equal(new Numbers(255, -32768, 65535, uint.MaxValue, -9200000000000000000, 10000000000000000000, 0.5f, 0.25, 1.5m, true, 'x'), value);
            Assert.Equal(new Defaults(1, C: 3), format.Read<Defaults>(Support.TestClient.Encode("""{"a":1.0,"c":3e0}""", format.IsText)));
            foreach (var bad in new[] { """{"a":1.5}""", """{"a":2147483648.0}""", """{"a":1,"c":1e-1}""" })
            {
                Assert.Throws<UnreadableValueException>(() => format.Read<Defaults>(Support.TestClient.Encode(bad, format.IsText)));
            }
        }
    }

    [Fact]
    public void Bytes_and_keys_keep_their_form()
    {
        Assert.Equal([1, 2, 3], Json.Read<byte[]>("\"AQID\""u8.ToArray()));
        Assert.Equal([1, 2, 3], Packed.Read<byte[]>(new byte[] { 0xc4, 3, 1, 2, 3 }));
        Assert.Equal(5, Json.Read<Dictionary<int, byte>>("""{"7":5.0}"""u8.ToArray())[7]);
        Assert.Equal(5, Packed.Read<Dictionary<int, byte>>(new byte[] { 0x81, 7, 5 })[7]);
        Assert.Equal(new List<byte> { 1, 2 }, Json.Read<List<byte>>("[1.0,2]"u8.ToArray()));
    }

    private static BigInteger? ValueOf(double number) =>
        double.IsFinite(number) && Math.Truncate(number) == number ? new BigInteger(number) : null;

    private static void Check(WireFormat format, byte[] bytes, BigInteger? value, string what)
    {
        CheckOne<sbyte>(format, bytes, value, what);
        CheckOne<byte>(format, bytes, value, what);
        CheckOne<short>(format, bytes, value, what);
        CheckOne<ushort>(format, bytes, value, what);
        CheckOne<int>(format, bytes, value, what);
        CheckOne<uint>(format, bytes, value, what);
        CheckOne<long>(format, bytes, value, what);
        CheckOne<ulong>(format, bytes, value, what);
    }

    private static void CheckOne<T>(WireFormat format, byte[] bytes, BigInteger? value, string what)
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
    {
        var fits = value >= BigInteger.CreateChecked(T.MinValue) && value <= BigInteger.CreateChecked(T.MaxValue);
        Assert.True(fits == Reads<T>(format, bytes, out var read), $"{what} as {typeof(T).Name} is {(fits ? "refused" : "taken")}");
        Assert.True(!fits || BigInteger.CreateChecked(read) == value, $"{what} as {typeof(T).Name} is read as {read.ToString(null, CultureInfo.InvariantCulture)}");
        Assert.True(fits == Reads<T?>(format, bytes, out var nullable) && (!fits || read.Equals(nullable)), $"{what} as {typeof(T).Name}?");
    }

    /// <summary>Reads as an argument and as the library does: both say the same.</summary>
    private static bool Reads<T>(WireFormat format, byte[] bytes, out T value)
    {
        var isRead = format.ReaderOf<T>().TryRead(bytes, out value);
        try
        {
            var other = format.Read<T>(bytes);
            Assert.True(isRead && EqualityComparer<T>.Default.Equals(other, value), $"{Convert.ToHexString(bytes)} is read in two ways");
        }
        catch (UnreadableValueException)
        {
            Assert.False(isRead, $"{Convert.ToHexString(bytes)} is read in one way only");
        }

        return isRead;
    }
}
