using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using GameServer.Games;
using GameServer.Rpc.Protocol;
using GameServer.Rpc.Tests.Support;

namespace GameServer.Rpc.Tests.Snapshots;

/// <summary>Entities on the wire.</summary>
public sealed class SnapshotWritingTests
{
    private static readonly EntityLayout Layout = EntityLayout<Tank>.Instance;

    [Entity]
    public struct Steps
    {
        [Quantized(0.01f)]
        public float Hundredth;

        [Quantized(1 / 1024f)]
        public float PowerOfTwo;

        [Quantized(1 / 3f)]
        public float Third;

        [Quantized(25f)]
        public float Coarse;

        [Angle(4)]
        public float Wide;

        [Angle(16)]
        public float Fine;
    }

    [Fact]
    public void The_owner_gets_all_fields_and_the_others_the_public_ones()
    {
        var json = new SnapshotBuilder(new JsonFormat())
            .Entered(Layout, 3, 1, -1, 0, 1, 1, 9, 30).Entered(Layout, 4, 1, -1, 0, 1, 1, 9).Write(1, 0);
        Assert.Equal(
            """{"jsonrpc":"2.0","method":"room.snapshot","params":{"tick":1,"ack":0,"entered":[{"kind":"tank","id":3,"x":0.015625,"y":-0.015625,"heading":0,"hull":"heavyDuty","shielded":true,"player":9,"ammunition":30},{"kind":"tank","id":4,"x":0.015625,"y":-0.015625,"heading":0,"hull":"heavyDuty","shielded":true,"player":9}]}}""",
            Encoding.UTF8.GetString(json));
        var packed = new SnapshotBuilder(new MessagePackFormat())
            .Entered(Layout, 3, 1, -1, 0, 1, 1, 9, 30).Entered(Layout, 4, 1, -1, 0, 1, 1, 9).Write(1, 0);
        Assert.Equal("[[3,1,-1,0,1,1,9,30],[4,1,-1,0,1,1,9]]", TestClient.Decode(packed, false)["params"]!["entered"]!.ToJsonString());
    }

    [Fact]
    public void MessagePack_has_the_shortest_form_of_every_number()
    {
        // Around each boundary of the specification's forms, by the library's own writer.
        int[] edges = [0, 128, 256, 65536, int.MaxValue, -32, -128, -32768, int.MinValue];
        int[] values = [.. edges.SelectMany(edge => new[] { unchecked(edge - 1), edge, unchecked(edge + 1) })];
        foreach (var value in values)
        {
            var written = new ArrayBufferWriter<byte>();
            new MessagePackFormat().WriteFull(written, Layout, value, values);
            Assert.Equal(ByTheLibrary([value, .. values]), written.WrittenSpan.ToArray());
            written.ResetWrittenCount();
            new MessagePackFormat().WriteDelta(written, Layout, 1, 0x8000_0001, [.. new int[31], value], [1, .. new int[31]]);
            Assert.Equal(ByTheLibrary([1, 0x8000_0001, -1, value]), written.WrittenSpan.ToArray());
        }

        static byte[] ByTheLibrary(long[] array) => MessagePack.MessagePackSerializer.Serialize(array);
    }

    [Fact]
    public void MessagePack_counts_many_entities_in_the_shortest_form()
    {
        foreach (var count in new[] { 15, 16, 65535, 65536 })
        {
            var builder = new SnapshotBuilder(new MessagePackFormat());
            for (var index = 0; index < count; index++)
            {
                builder.Entered(Layout, 1);
            }

            var ids = Enumerable.Range(1, count).ToArray();
            var snapshot = TestClient.Decode(builder.Write(1, 0, ids), false)["params"]!;
            Assert.Equal(count, snapshot["entered"]!.AsArray().Count);
            Assert.Equal(ids, snapshot["left"]!.AsArray().Select(id => (int)id!));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_is_empty_is_absent(bool isText)
    {
        WireFormat format = isText ? new JsonFormat() : new MessagePackFormat();
        Assert.Equal(
            """{"jsonrpc":"2.0","method":"room.snapshot","params":{"tick":2147483647,"ack":-1}}""",
            TestClient.Decode(new SnapshotBuilder(format).Write(int.MaxValue, -1), isText).ToJsonString());
    }

    [Fact]
    public void A_number_in_JSON_leads_back_to_its_step()
    {
        var layout = EntityLayout<Steps>.Instance;
        Gen.Int.Array[layout.Fields.Count].Sample(
            values =>
            {
                var json = new SnapshotBuilder(new JsonFormat()).Entered(layout, 1, values).Write(1, 1);
                var entity = JsonNode.Parse(json)!["params"]!["entered"]![0]!;
                return layout.Fields.Select((field, index) => (field, index)).All(pair =>
                    Math.Round(double.Parse(entity[pair.field.Name]!.ToJsonString(), CultureInfo.InvariantCulture) / pair.field.Step)
                        == values[pair.index]);
            },
            iter: 2000);
    }

    [Fact]
    public void Numbers_in_JSON_are_no_longer_than_they_need_be()
    {
        var json = new SnapshotBuilder(new JsonFormat())
            .Entered(EntityLayout<Steps>.Instance, 1, 150, 1, 3, -2, 4, 1).Write(1, 1);
        Assert.Equal(
            """{"kind":"steps","id":1,"hundredth":1.5,"powerOfTwo":0.0009765625,"third":0.9999999,"coarse":-50,"wide":1.571,"fine":0.0000959}""",
            JsonNode.Parse(json)!["params"]!["entered"]![0]!.ToJsonString());
    }

    [Fact]
    public void Differences_lead_from_the_values_before_to_the_values_now_whatever_they_are() =>
        Gen.Select(Gen.Int.Array[7], Gen.Int.Array[7], Gen.UInt[1, 127]).Sample(
            (now, before, mask) =>
            {
                var packed = new SnapshotBuilder(new MessagePackFormat()).Changed(Layout, 5, mask, now, before).Write(1, 1);
                var change = TestClient.Decode(packed, false)["params"]!["changed"]![0]!.AsArray().Select(node => node!.GetValue<long>()).ToArray();
                var next = 2;
                for (var field = 0; field < 7; field++)
                {
                    if ((mask & (1u << field)) != 0 && unchecked(before[field] + (int)change[next++]) != now[field])
                    {
                        return false;
                    }
                }

                return change[0] == 5 && change[1] == mask && next == change.Length;
            },
            iter: 2000);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Writing_allocates_nothing_once_warm(bool isText)
    {
        WireFormat format = isText ? new JsonFormat() : new MessagePackFormat();
        var scratch = new ArrayBufferWriter<byte>(4096);
        var output = new ArrayBufferWriter<byte>(8192);
        int[] now = [200, 640, 1, 1, 0, 4, 9];
        int[] before = [1, 2, 3, 0, 1, 5, 8];
        int[] left = [1, 2];
        Piece[] entered = new Piece[1];
        Piece[] changed = new Piece[1];
        Write();
        Write();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 100; round++)
        {
            Write();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - allocated);

        void Write()
        {
            scratch.ResetWrittenCount();
            output.ResetWrittenCount();
            format.WriteFull(scratch, Layout, 1, now);
            entered[0] = new Piece(0, scratch.WrittenCount);
            format.WriteDelta(scratch, Layout, 2, 0x7f, now, before);
            changed[0] = new Piece(entered[0].Length, scratch.WrittenCount - entered[0].Length);
            format.WriteSnapshot(output, new SnapshotParts
            {
                Tick = 1,
                Ack = 2,
                Left = left,
                Entered = entered,
                Changed = changed,
                Scratch = scratch.WrittenSpan,
            });
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_event_without_parameters_has_its_number_only(bool isText)
    {
        WireFormat format = isText ? new JsonFormat() : new MessagePackFormat();
        var message = new ArrayBufferWriter<byte>();
        format.WriteEvent(message, "a \"b\".ü", 3, TestClient.Encode("{}", isText));
        Assert.Equal("a \"b\".ü", TestClient.Decode(message.WrittenMemory, isText)["method"]!.GetValue<string>());
        Assert.Equal("""{"event":3}""", TestClient.Decode(message.WrittenMemory, isText)["params"]!.ToJsonString());
        Assert.Throws<ArgumentException>(() => format.WriteEvent(message, "a", 3, TestClient.Encode("[]", isText)));
    }
}
