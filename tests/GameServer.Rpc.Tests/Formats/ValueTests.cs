using System.Buffers;
using System.Numerics;
using GameServer.Rpc.Protocol;
using GameServer.Rpc.Tests.Support;

namespace GameServer.Rpc.Tests.Formats;

/// <summary>Plain types, without any attribute, have the same form in both formats and come back as they were.</summary>
public sealed class ValueTests
{
    private static readonly WireFormat Json = new JsonFormat();
    private static readonly WireFormat Packed = new MessagePackFormat();

    [Fact]
    public void A_record_without_members() => Same("{}", new Nothing());

    [Fact]
    public void A_record_with_defaults() => Same("""{"a":1,"b":"x","mood":"calm","c":null,"d":0.5}""", new Defaults(1, "x", Mood.Calm, null, 0.5));

    [Fact]
    public void A_struct() => Same("""{"left":-128,"right":1.5}""", new Pair(-128, 1.5f));

    [Fact]
    public void A_nullable_struct()
    {
        Same<Pair?>("""{"left":1,"right":2.5}""", new Pair(1, 2.5f));
        Same<Pair?>("null", null);
    }

    [Fact]
    public void A_tree() => Same(
        """{"name":"a","branches":[{"name":"b","branches":[]},{"name":"c","branches":[{"name":"d","branches":[]}]}]}""",
        new Tree("a", [new Tree("b", []), new Tree("c", [new Tree("d", [])])]), Text);

    [Fact]
    public void Collections() => Same(
        """{"numbers":[1,2],"names":["ü",""],"pairs":[{"left":1,"right":2.5}],"scores":{"Ann":1,"bOB":2},"set":[3],"flags":[true,false],"moods":["veryAngry","calm"],"none":null}""",
        new Collections(
            [1, 2], ["ü", ""], [new Pair(1, 2.5f)], new Dictionary<string, int> { ["Ann"] = 1, ["bOB"] = 2 }, [3], [true, false],
            [Mood.VeryAngry, Mood.Calm], null), Text);

    [Fact]
    public void Times() => Same(
        """{"at":"2026-01-02T03:04:05.6+02:00","utc":"2026-01-02T03:04:05Z","day":"2026-01-02","hour":"03:04:05","length":"1.02:03:04","id":"6f9619ff-8b86-d011-b42d-00c04fc964ff"}""",
        new Times(
            new DateTimeOffset(2026, 1, 2, 3, 4, 5, 600, TimeSpan.FromHours(2)), new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc),
            new DateOnly(2026, 1, 2), new TimeOnly(3, 4, 5), new TimeSpan(1, 2, 3, 4), Guid.Parse("6f9619ff-8b86-d011-b42d-00c04fc964ff")),
        Moments);

    [Fact]
    public void Vectors() => Same("""{"position":{"x":1.5,"y":-2},"target":null}""", new Placed(new Vector2(1.5f, -2), null));

    [Fact]
    public void Fields_of_a_struct() => Same("""{"a":1,"b":null}""", new Fields { A = 1 });

    [Fact]
    public void A_class_with_inherited_renamed_and_ignored_members() => Same(
        """{"name":"n","nick":null,"size-of-hat":7,"nextAge":4,"fixed":3,"age":3}""",
        new Descendant { Name = "n", Hat = 7, Age = 3 }, Sorted);

    [Fact]
    public void What_has_no_declared_type_is_written_as_what_it_is()
    {
        var value = new Loose(new { Width = 5, Tiles = new[] { "a" }, Inner = new Pair(1, 2.5f) }, null);
        Assert.Equal(
            """{"world":{"width":5,"tiles":["a"],"inner":{"left":1,"right":2.5}},"nothing":null}""", Written(Json, value));
        Assert.Equal(Written(Json, value), Written(Packed, value));
        Assert.Throws<UnreadableValueException>(() => Packed.Read<Loose>(Bytes(Packed, value)));
    }

    [Theory]
    [InlineData("""{"a":1}""", 1, "b", Mood.VeryAngry)]
    [InlineData("""{"b":"x","a":2,"unknown":[1,{"z":null}]}""", 2, "x", Mood.VeryAngry)]
    [InlineData("""{"a":1,"a":3,"mood":"calm"}""", 3, "b", Mood.Calm)]
    public void What_is_absent_has_its_default_and_what_is_unknown_is_skipped(string json, int a, string b, Mood mood)
    {
        foreach (var format in new[] { Json, Packed })
        {
            Assert.Equal(new Defaults(a, b, mood), format.Read<Defaults>(TestClient.Encode(json, format.IsText)));
        }
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("5")]
    [InlineData("""{"a":null}""")]
    [InlineData("""{"a":"1"}""")]
    [InlineData("""{"a":1.5}""")]
    [InlineData("""{"a":1,"b":null}""")]
    [InlineData("""{"a":1,"mood":"CALM"}""")]
    [InlineData("""{"a":1,"mood":1}""")]
    [InlineData("""{"a":1,"d":null}""")]
    [InlineData("""{"A":1}""")]
    public void What_does_not_fit_is_refused(string json)
    {
        foreach (var format in new[] { Json, Packed })
        {
            Assert.Throws<UnreadableValueException>(() => format.Read<Defaults>(TestClient.Encode(json, format.IsText)));
        }
    }

    [Fact]
    public void A_required_member_must_be_given()
    {
        foreach (var format in new[] { Json, Packed })
        {
            Assert.Throws<UnreadableValueException>(() => format.Read<Descendant>(TestClient.Encode("""{"age":1}""", format.IsText)));
            Assert.Equal(5, format.Read<Descendant>(TestClient.Encode("""{"name":"n"}""", format.IsText)).Hat);
        }
    }

    [Fact]
    public void Numbers_that_are_not_finite_are_refused_wherever_they_stand()
    {
        foreach (var bad in new object[] { float.NaN, double.PositiveInfinity, new[] { float.NaN }, new List<double> { double.NegativeInfinity } })
        {
            var bytes = MessagePack.MessagePackSerializer.Serialize(bad.GetType(), bad, cancellationToken: TestContext.Current.CancellationToken);
            Assert.Throws<UnreadableValueException>(() => Packed.Read<float>(bytes));
            Assert.Throws<UnreadableValueException>(() => Packed.Read<double?>(bytes));
            Assert.Throws<UnreadableValueException>(() => Packed.Read<float[]>(bytes));
            Assert.Throws<UnreadableValueException>(() => Packed.Read<List<double>>(bytes));
            Assert.Throws<UnreadableValueException>(() => Packed.Read<IReadOnlyList<float>>(bytes));
        }
    }

    private static string Text(object value) => Written(Json, value);

    // DateTime's kind is compared too.
    private static string Moments(Times times) => $"{times} {times.Utc.Kind}";

    private static string Sorted(Descendant value) => Written(Json, value);

    private static void Same<T>(string json, T value) => Same(json, value, value => (object?)value);

    private static void Same<T>(string json, T value, Func<T, object?> comparable)
    {
        Assert.Equal(json, Written(Json, value));
        Assert.Equal(json, Written(Packed, value));
        Assert.Equal(comparable(value), comparable(Json.Read<T>(Bytes(Json, value))));
        Assert.Equal(comparable(value), comparable(Packed.Read<T>(Bytes(Packed, value))));
    }

    private static string Written<T>(WireFormat format, T value) => format.IsText
        ? System.Text.Encoding.UTF8.GetString(Bytes(format, value))
        : MessagePack.MessagePackSerializer.ConvertToJson(Bytes(format, value), cancellationToken: TestContext.Current.CancellationToken);

    private static byte[] Bytes<T>(WireFormat format, T value)
    {
        var output = new ArrayBufferWriter<byte>();
        format.WriteValue(output, value);
        return output.WrittenSpan.ToArray();
    }
}
