using System.IO.Pipelines;
using System.Text;
using GameServer.Rpc.Tests.Support;
using GameServer.Rpc.Transport;
using GameServer.Rpc.Transport.WebSockets;

namespace GameServer.Rpc.Tests.Sockets;

/// <summary>The server's side of RFC 6455, case by case, however its bytes arrive.</summary>
public sealed class FrameTests
{
    private const int Longest = 100_000;
    private static readonly Dictionary<string, FrameCase> Cases = FrameCase.All.ToDictionary(one => one.Name);

    public static TheoryData<string> Names() => [.. Cases.Keys];

    [Theory, MemberData(nameof(Names))]
    public async Task As_the_RFC_says_whether_it_comes_in_one_piece_or_in_many(string name)
    {
        var one = Cases[name];
        foreach (var piece in (int[])[int.MaxValue, 1, 2, 3, 7, 100, 4096])
        {
            if (one.Frames.Length / piece > 20_000)
            {
                continue;
            }

            // The parser unmasks in place.
            var stream = new MemoryLine(one.Frames.ToArray(), piece);
            using var socket = stream.Open(isText: true, Longest);
            foreach (var expected in one.Outcome)
            {
                Assert.Equal(expected, Describe(await socket.ReadAsync()));
            }

            Assert.Equal(InboundKind.End, (await socket.ReadAsync()).Kind);
            Assert.Equal(one.Pongs ?? [], stream.Writes.Select(PongOf));
        }
    }

    [Fact]
    public void What_comes_between_the_parts_of_a_message_takes_no_room()
    {
        var reader = new FrameReader(new FrameWriter(PipeWriter.Create(Stream.Null), Opcode.Text), isText: true, limit: 1000);
        Put(reader, RawClient.Frame(0x01, "a"u8));
        for (var count = 0; count < 20_000; count++)
        {
            Put(reader, RawClient.Frame(0x8a, new byte[100]));
            Put(reader, RawClient.Frame(0x00, []));
            Assert.False(reader.TryTake(out _));
            Assert.InRange(reader.Rented, 0, 8192);
        }

        Put(reader, RawClient.Frame(0x80, "b"u8));
        Assert.True(reader.TryTake(out var whole));
        Assert.Equal("ab"u8, whole.Message.Span);
        reader.Release();

        static void Put(FrameReader reader, byte[] frame)
        {
            frame.CopyTo(reader.Room());
            reader.Added(frame.Length);
        }
    }

    [Fact]
    public async Task A_read_that_the_host_cancels_is_not_the_end()
    {
        var input = new Pipe(new PipeOptions(readerScheduler: PipeScheduler.Inline, useSynchronizationContext: false));
        using var socket = new WebSocketTransport(
            new Pipes(input.Reader, new Pipe().Writer), static () => { }, isText: true, Longest, TimeSpan.Zero);
        var read = socket.ReadAsync();
        input.Reader.CancelPendingRead();
        await input.Writer.WriteAsync(RawClient.Frame(0x81, "a"u8), TestContext.Current.CancellationToken);
        Assert.Equal(InboundKind.Message, (await read).Kind);
    }

    [Theory]
    [InlineData(0, "8100")]
    [InlineData(125, "817d")]
    [InlineData(126, "817e007e")]
    [InlineData(65535, "817effff")]
    [InlineData(65536, "817f0000000000010000")]
    public async Task What_is_sent_has_the_shortest_head_and_no_mask(int length, string head)
    {
        var stream = new MemoryLine(default);
        using var socket = stream.Open();
        var body = new byte[length];
        Array.Fill(body, (byte)'x');
        socket.Append(body);
        await socket.FlushAsync();
        Assert.Equal([.. Convert.FromHexString(head), .. body], Assert.Single(stream.Writes));
    }

    [Fact]
    public async Task What_is_put_in_together_leaves_in_one_write()
    {
        var stream = new MemoryLine(default);
        using var socket = stream.Open(isText: false);
        socket.Append("a"u8);
        socket.Append("bc"u8);
        await socket.FlushAsync();
        socket.Append("d"u8);
        await socket.CloseAsync(CloseReason.GoingAway);
        Assert.Equal(["82016182026263", "820164880C03E9676F696E672061776179"], stream.Writes.Select(Convert.ToHexString));
    }

    [Fact]
    public async Task A_reason_that_is_too_long_is_cut_behind_a_letter()
    {
        var stream = new MemoryLine(default);
        using var socket = stream.Open();
        await socket.CloseAsync(new CloseReason(1008, "a" + new string('ä', 100)));
        Assert.Equal("a" + new string('ä', 61), Encoding.UTF8.GetString(stream.Writes.Single().AsSpan(4)));
    }

    [Fact]
    public async Task A_ping_that_comes_behind_the_close_is_not_answered()
    {
        var stream = new MemoryLine(Support.RawClient.Frame(0x89, "p"u8));
        using var socket = stream.Open();
        await socket.CloseAsync(CloseReason.GoingAway);
        Assert.Equal(InboundKind.End, (await socket.ReadAsync()).Kind);
        Assert.Single(stream.Writes);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(31)]
    [InlineData(33)]
    [InlineData(257)]
    public void A_mask_is_the_same_however_long_and_in_whatever_pieces(int length)
    {
        var random = new Random(length);
        var bytes = new byte[length];
        random.NextBytes(bytes);
        var key = (uint)random.Next();
        byte[] expected = [.. bytes.Select((one, index) => (byte)(one ^ (key >> (8 * (index & 3)))))];
        for (var cut = 0; cut <= length; cut++)
        {
            var masked = bytes.ToArray();
            FrameMask.Apply(masked.AsSpan(cut), FrameMask.Apply(masked.AsSpan(0, cut), key));
            Assert.Equal(expected, masked);
        }
    }

    private static string Describe(Inbound inbound) => inbound.Kind switch
    {
        InboundKind.Message when inbound.Message.Length > 99 && inbound.Message.Span.IndexOfAnyExcept(inbound.Message.Span[0]) < 0
            => $"{inbound.Message.Length} {(char)inbound.Message.Span[0]}",
        InboundKind.Message => Encoding.UTF8.GetString(inbound.Message.Span),
        InboundKind.WrongKind => "1003",
        InboundKind.TooBig => "1009",
        InboundKind.Malformed => "1002",
        InboundKind.NotUtf8 => "1007",
        _ => "end",
    };

    private static string PongOf(byte[] write)
    {
        Assert.Equal(0x8a, write[0]);
        Assert.Equal(write.Length - 2, write[1]);
        return Encoding.UTF8.GetString(write.AsSpan(2));
    }

    private sealed record Pipes(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
