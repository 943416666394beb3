using System.Buffers;
using System.Text;
using System.Text.Json.Serialization;
using GameServer.Rpc.Protocol;

namespace GameServer.Rpc.Tests.Formats;

/// <summary>Results are written exactly as the format's library writes them.</summary>
public sealed class WriterTests
{
    private static readonly double[] Doubles =
        [0, -0.0, 1, -1.5, 0.1, 1 / 3.0, 1e21, 1e-7, 123456789.125, double.MaxValue, double.Epsilon, double.NaN, double.PositiveInfinity];

    [Fact]
    public void Simple_values()
    {
        Same(sbyte.MinValue, sbyte.MaxValue);
        Same(byte.MinValue, byte.MaxValue);
        Same(short.MinValue, short.MaxValue);
        Same(ushort.MinValue, ushort.MaxValue);
        Same(int.MinValue, 0, 58, int.MaxValue);
        Same(uint.MinValue, uint.MaxValue);
        Same(long.MinValue, -1, long.MaxValue);
        Same(ulong.MinValue, ulong.MaxValue);
        Same(true, false);
        Same(Doubles);
        Same([.. Doubles.Select(value => (float)value), float.MaxValue, float.Epsilon]);
        Same(Mood.Calm, Mood.VeryAngry, (Mood)77, (Mood)(-1));
        Same<int?>(5, null);
        Same<double?>(0.5, null, double.NaN);
        Same<Mood?>(Mood.VeryAngry, null);
        Same<decimal>(1.50m, decimal.MinValue);
        Same<object?>(null, 5, "x", new Pair(1, 2));
    }

    [Fact]
    public void Every_character()
    {
        Same<string?>("", null, "plain", "\ud83d", "\ude00\ud83d", "😀", "ünï");
        Same(Enumerable.Range(0, 0x10000).Select(letter => $"a{(char)letter}").ToArray());
    }

    [Fact]
    public void Objects_of_simple_members()
    {
        Same(new Pair(-128, 1.5f), new Pair(1, float.NaN));
        Same<Pair?>(new Pair(-128, 1.5f), null);
        Same(new Defaults(1, "ü", Mood.Calm, null, 0.5), null);
        Same(new Numbers(1, 2, 3, 4, 5, 6, 0.1f, 0.1, 1.5m, true, 'x'));
        Same(new Fields { A = 1 });
        Same(new Nothing());
        Same(new Descendant { Name = "n", Hat = 7, Age = 3 });
        Same<Ancestor>(new Descendant { Name = "n" });
        Same(new Dressed { First = 1, Second = 2, Absent = null, Zero = 0, Custom = 5, Umlaut = "x" });
    }

    [Fact]
    public void Objects_of_more_than_that()
    {
        Same(new Tree("a", [new Tree("b", [])]));
        Same(new Loose(new { Width = 5 }, null));
        Same<IAnimal>(new Cat { Lives = 9 });
        Same(new[] { new Pair(1, 2) }, [], null);
    }

    [Fact]
    public void Null_where_none_may_be_is_refused_as_the_library_refuses_it()
    {
        var value = new Defaults(1, null!, Mood.Calm);
        var format = new JsonFormat();
        Assert.ThrowsAny<Exception>(() => format.WriteValue(new ArrayBufferWriter<byte>(), value));
        Assert.ThrowsAny<Exception>(() => format.WriterOf<Defaults>().Write(new ArrayBufferWriter<byte>(), value));
    }

    private static void Same<T>(params T[] values)
    {
        foreach (var format in new WireFormat[] { new JsonFormat(), new MessagePackFormat() })
        {
            var writer = format.WriterOf<T>();
            foreach (var value in values)
            {
                var (expected, actual) = (new ArrayBufferWriter<byte>(), new ArrayBufferWriter<byte>());
                format.WriteValue(expected, value);
                writer.Write(actual, value);
                Assert.Equal(Encoding.Latin1.GetString(expected.WrittenSpan), Encoding.Latin1.GetString(actual.WrittenSpan));
            }
        }
    }

    public interface IAnimal
    {
        int Lives { get; }
    }

    public sealed class Cat : IAnimal
    {
        public int Lives { get; set; }

        public string Name => "cat";
    }

    public sealed class Dressed
    {
        [JsonPropertyOrder(2)]
        public int First { get; set; }

        [JsonPropertyOrder(1)]
        public int Second { get; set; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? Absent { get; set; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
        public int Zero { get; set; }

        [JsonNumberHandling(JsonNumberHandling.WriteAsString)]
        public int Custom { get; set; }

        [JsonPropertyName("ü\"")]
        public string? Umlaut { get; set; }
    }
}
