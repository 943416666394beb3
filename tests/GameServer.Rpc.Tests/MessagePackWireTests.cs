using GameServer.Rpc.Tests.Support;
using MessagePack;

namespace GameServer.Rpc.Tests;

/// <summary>What only MessagePack can express. The connection lives after each.</summary>
public sealed class MessagePackWireTests(SharedServer shared) : IAsyncLifetime, IClassFixture<SharedServer>
{
    private TestClient _client = null!;

    public async ValueTask InitializeAsync() =>
        _client = new TestClient(await shared.Server.OpenAsync("gameserver.v1.msgpack"), false);

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("ca7fc00000")]
    [InlineData("ca7f800000")]
    [InlineData("caff800000")]
    [InlineData("cb7ff8000000000000")]
    [InlineData("cb7fefffffffffffff")]
    public async Task A_number_that_is_not_finite_is_refused(string number)
    {
        await _client.SendRawAsync(Call("calc.half", [0x91, .. Convert.FromHexString(number)]));
        Assert.Equal(
            """{"jsonrpc":"2.0","error":{"code":-32602,"message":"argument 'value' must be a finite number"},"id":1}""",
            await _client.ReceiveTextAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("c1")]
    [InlineData("dfffffffff")]
    [InlineData("ddffffffff")]
    [InlineData("dbffffffff")]
    [InlineData("c6ffffffff00")]
    [InlineData("c9ffffffff0000")]
    [InlineData("81a1")]
    [InlineData("81a1ff01")]
    [InlineData("c0c0")]
    public async Task What_is_no_MessagePack_is_a_parse_error(string message)
    {
        await _client.SendRawAsync(Convert.FromHexString(message));
        Assert.Equal(
            """{"jsonrpc":"2.0","error":{"code":-32700,"message":"parse error"},"id":null}""",
            await _client.ReceiveTextAsync());
    }

    [Theory]
    [InlineData("cb3ff8000000000000")]
    [InlineData("ca3fc00000")]
    [InlineData("cfffffffffffffffff")]
    [InlineData("d10001")]
    [InlineData("d9026869")]
    [InlineData("c0")]
    public async Task An_id_comes_back_byte_by_byte(string id)
    {
        var bytes = Convert.FromHexString(id);
        await _client.SendRawAsync(Call("calc.nothing", [0x90], bytes));
        var reply = await _client.ReceiveRawAsync();
        Assert.Equal(bytes, reply[^bytes.Length..]);
        Assert.Equal(TestClient.Encode("\"id\"", false), reply[^(bytes.Length + 3)..^bytes.Length]);
    }

    [Theory]
    [InlineData("c40101")]
    [InlineData("d40101")]
    [InlineData("c3")]
    public async Task An_id_that_JSON_could_not_express_is_refused(string id)
    {
        await _client.SendRawAsync(Call("calc.nothing", [0x90], Convert.FromHexString(id)));
        Assert.Equal(
            """{"jsonrpc":"2.0","error":{"code":-32600,"message":"invalid request"},"id":null}""",
            await _client.ReceiveTextAsync());
    }

    [Fact]
    public async Task Keys_that_are_no_text_are_ignored_in_the_envelope_and_refused_among_arguments()
    {
        byte[] call = [0x85, 0x01, 0xc0, .. Call("calc.nothing", [0x81, 0x01, 0xc0])[1..]];
        await _client.SendRawAsync(call);
        Assert.Equal(
            """{"jsonrpc":"2.0","error":{"code":-32602,"message":"there is no argument of that name"},"id":1}""",
            await _client.ReceiveTextAsync());
    }

    [Fact]
    public async Task A_whole_number_is_taken_for_a_fractional_parameter_and_of_floats_those_that_are_whole_for_a_whole_one()
    {
        await _client.SendRawAsync(Call("calc.half", [0x91, 0xd1, 0xff, 0xfd]));
        Assert.Equal("""{"jsonrpc":"2.0","result":-1.5,"id":1}""", await _client.ReceiveTextAsync());
        await _client.SendRawAsync(Call("calc.add", [0x92, 0xcb, 0x3f, 0xf0, 0, 0, 0, 0, 0, 0, 1]));
        Assert.Equal("""{"jsonrpc":"2.0","result":2,"id":1}""", await _client.ReceiveTextAsync());
        await _client.SendRawAsync(Call("calc.add", [0x92, 0xcb, 0x3f, 0xf8, 0, 0, 0, 0, 0, 0, 1]));
        Assert.Equal(-32602, (await _client.ReceiveAsync())["error"]!["code"]!.GetValue<int>());
    }

    private static byte[] Call(string method, byte[] parameters, byte[]? id = null) =>
    [
        0x84, .. Text("jsonrpc"), .. Text("2.0"), .. Text("method"), .. Text(method), .. Text("params"), .. parameters,
        .. Text("id"), .. id ?? [1],
    ];

    private static byte[] Text(string text) => MessagePackSerializer.Serialize(text, cancellationToken: default);
}
