using System.Text;
using GameServer.Rpc.Tests.Support;

namespace GameServer.Rpc.Tests.Sockets;

/// <summary>
/// What breaks the rules of RFC 6455 ends its own connection, with the code that the RFC names, and nobody else's.
/// </summary>
public sealed class MalformedFrameTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private const byte Text = 0x81;
    private const byte FirstOfText = 0x01;
    private const byte Continuation = 0x80;
    private const string Call = """{"jsonrpc":"2.0","id":1,"method":"calc.add","params":[1,2]}""";
    private const string Reply = """{"jsonrpc":"2.0","result":3,"id":1}""";

    private static readonly Dictionary<string, (int Code, byte[] Bytes)> Frames = new()
    {
        ["a reserved opcode for data"] = (1002, RawClient.Frame(0x83, "{}"u8)),
        ["a reserved opcode for control"] = (1002, RawClient.Frame(0x8b, "{}"u8)),
        ["the first reserved bit"] = (1002, RawClient.Frame(0xc1, "{}"u8)),
        ["the second reserved bit"] = (1002, RawClient.Frame(0xa1, "{}"u8)),
        ["the third reserved bit"] = (1002, RawClient.Frame(0x91, "{}"u8)),
        ["no mask"] = (1002, [Text, 12, .. "{\"a\":1, 2 }}"u8]),
        ["a ping that is too long"] = (1002, RawClient.Frame(0x89, new byte[126])),
        ["a ping in fragments"] = (1002, RawClient.Frame(0x09, "x"u8)),
        ["a continuation of nothing"] = (1002, RawClient.Frame(Continuation, "{}"u8)),
        ["a message within a message"] = (1002, [.. RawClient.Frame(FirstOfText, "{"u8), .. RawClient.Frame(Text, "}"u8)]),
        ["text that is no UTF-8"] = (1007, RawClient.Frame(Text, [(byte)'"', 0xff, (byte)'"'])),
        ["text that ends within a letter"] = (1007, RawClient.Frame(Text, [(byte)'"', 0xc3])),
        ["a close with half a code"] = (1002, RawClient.Frame(0x88, [3])),
        ["a close with a code of nobody"] = (1002, RawClient.Frame(0x88, [0x03, 0xe7])),
        ["a close with a code that is never sent"] = (1002, RawClient.Frame(0x88, [0x03, 0xed])),
        ["a close with a code beyond all"] = (1002, RawClient.Frame(0x88, [0x13, 0x88])),
        ["a close with a reason that is no UTF-8"] = (1007, RawClient.Frame(0x88, [0x03, 0xe8, 0xff])),
        ["a length in more bytes than it needs"] = (1002, [Text, 0xfe, 0, 2, 1, 2, 3, 4, .. "{}"u8]),
        ["a length in far more bytes than it needs"] = (1002, [Text, 0xff, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 1, 2, 3, 4, .. "{}"u8]),
        ["a length of 2^63"] = (1002, [0x82, 0xff, 0x80, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4]),
        ["a length of 2^62"] = (1009, [Text, 0xff, 0x40, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, .. new byte[20_000]]),
    };

    public static TheoryData<string> Names() => [.. Frames.Keys];

    [Theory, MemberData(nameof(Names))]
    public async Task It_ends_its_own_connection(string name)
    {
        using var other = await RawClient.OpenAsync(shared.Server.Url);
        using (var client = await RawClient.OpenAsync(shared.Server.Url))
        {
            var (code, bytes) = Frames[name];
            await client.SendAsync(bytes);
            Assert.Equal(code, await client.ReadToEndAsync());
        }

        await other.SendTextAsync(Call);
        Assert.Equal(Reply, await other.ReadTextAsync());
        Assert.DoesNotContain(shared.Server.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_message_in_fragments_of_a_byte_with_pings_between_them_is_one_message()
    {
        using var client = await RawClient.OpenAsync(shared.Server.Url);
        var call = Encoding.UTF8.GetBytes(Call);
        for (var index = 0; index < call.Length; index++)
        {
            await client.SendAsync(RawClient.Frame(
                (byte)((index == call.Length - 1 ? 0x80 : 0) | (index == 0 ? FirstOfText : 0)), call.AsSpan(index, 1)));
            await client.SendAsync(RawClient.Frame(0x89, [(byte)index]));
            await client.SendAsync(RawClient.Frame(index == call.Length - 1 ? (byte)0x89 : (byte)0x00, []));
        }

        var frames = new List<RawFrame>();
        while (frames.Count < call.Length + 2)
        {
            frames.Add((await client.ReadFrameAsync())!.Value);
        }

        Assert.Equal(call.Length + 1, frames.Count(frame => frame.Opcode == RawFrame.Pong));
        Assert.Equal(Reply, Encoding.UTF8.GetString(frames.Single(frame => frame.Opcode == 1).Body));
    }

    [Fact]
    public async Task A_frame_that_arrives_byte_by_byte_is_a_frame()
    {
        using var client = await RawClient.OpenAsync(shared.Server.Url);
        foreach (var one in RawClient.Frame(Text, Encoding.UTF8.GetBytes(Call)))
        {
            await client.SendAsync(new[] { one });
        }

        Assert.Equal(Reply, await client.ReadTextAsync());
    }

    /// <summary>A WebSocket is closed by a close frame: without one, its end is that of a broken line (RFC 6455, 7.1.5).</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(30)]
    [InlineData(64)]
    public async Task Whoever_ends_sending_within_a_frame_or_behind_one_is_gone(int bytes)
    {
        await using var server = await TestServer.StartAsync();
        using var client = await RawClient.OpenAsync(server.Url);
        await client.SendAsync(RawClient.Frame(Text, Encoding.UTF8.GetBytes(Call)).AsMemory(0, bytes));
        client.EndSending();
        await client.ReadToEndAsync();
        await server.Host.FirstClosedAsync();
        Assert.DoesNotContain(server.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    /// <summary>What was not taken out of the socket would be read again and again until the linger is over.</summary>
    [Fact]
    public async Task A_message_of_the_wrong_kind_is_read_away_so_that_the_end_behind_it_is_seen()
    {
        await using var server = await TestServer.StartAsync();
        using var client = await RawClient.OpenAsync(server.Url);
        await client.SendAsync(RawClient.Frame(0x82, "{}"u8.ToArray()));
        Assert.Equal(1003, await client.ReadToEndAsync());
        client.EndSending();
        await server.Host.FirstClosedAsync();
    }

    [Theory]
    [InlineData("\r\n\r\n")]
    [InlineData("GET /ws HTTP/1.1\r\n\r\n")]
    [InlineData("GET /ws HTTP/9.9\r\nHost: x\r\n\r\n")]
    [InlineData("\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003")]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"calc.add\"}\r\n\r\n")]
    public async Task What_is_no_HTTP_is_refused_and_harms_nobody(string garbage)
    {
        using (var client = await RawClient.ConnectAsync(shared.Server.Url))
        {
            await client.SendAsync(Encoding.Latin1.GetBytes(garbage));
            client.EndSending();
            Assert.DoesNotContain("101", await client.ReadAllAsync(), StringComparison.Ordinal);
        }

        using var other = await RawClient.OpenAsync(shared.Server.Url);
        await other.SendTextAsync(Call);
        Assert.Equal(Reply, await other.ReadTextAsync());
        Assert.DoesNotContain(shared.Server.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
    }
}
