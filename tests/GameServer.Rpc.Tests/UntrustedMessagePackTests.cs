using GameServer.Rpc.Protocol;
using GameServer.Rpc.Tests.Formats;
using GameServer.Rpc.Tests.Support;
using MessagePack;
using MessagePack.Resolvers;

namespace GameServer.Rpc.Tests;

/// <summary>
/// What MessagePack libraries can do with bytes of strangers and must not: make objects of types that the bytes name,
/// unpack what was compressed, or be slowed down by keys that collide.
/// </summary>
public sealed class UntrustedMessagePackTests(SharedServer shared) : IAsyncLifetime, IClassFixture<SharedServer>
{
    // The only Trap that is ever made on purpose is the one in here.
    private static readonly byte[] Typeless = MessagePackSerializer.Typeless.Serialize(new Trap(), cancellationToken: default);

    private TestClient _client = null!;

    public async ValueTask InitializeAsync() =>
        _client = new TestClient(await shared.Server.OpenAsync("gameserver.v1.msgpack"), false);

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    public static TheoryData<string> Payloads() => ["typeless", "block", "array"];

    [Theory, MemberData(nameof(Payloads))]
    public async Task As_a_message_it_is_no_call(string kind)
    {
        await _client.SendRawAsync(Payload(kind));
        var answer = await _client.ReceiveAsync();
        Assert.Equal(-32600, (kind == "array" ? answer[0] : answer)!["error"]!["code"]!.GetValue<int>());
        await AssertAliveAsync();
    }

    [Theory, MemberData(nameof(Payloads))]
    public async Task As_an_argument_it_fits_nothing(string kind)
    {
        foreach (var method in new[] { "calc.scale", "calc.length", "calc.half", "calc.describe", "test.turn" })
        {
            if (method == "test.turn")
            {
                await _client.CallAsync("""{"jsonrpc":"2.0","id":1,"method":"calc.signIn"}""");
                await _client.CallAsync("""{"jsonrpc":"2.0","id":1,"method":"calc.sit"}""");
            }

            byte[] call = [.. TestClient.Encode($$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}","params":[]}""", false)[..^1], 0x91, .. Payload(kind)];
            await _client.SendRawAsync(call);
            Assert.Equal(-32602, (await _client.ReceiveAsync())["error"]!["code"]!.GetValue<int>());
        }

        await AssertAliveAsync();
    }

    [Fact]
    public void Nor_where_the_declared_type_is_any()
    {
        Assert.Throws<UnreadableValueException>(() => new MessagePackFormat().Read<Loose>(
            new byte[] { 0x81, 0xa5, (byte)'w', (byte)'o', (byte)'r', (byte)'l', (byte)'d' }.Concat(Payload("typeless")).ToArray()));
        Assert.Throws<UnreadableValueException>(() => new MessagePackFormat().Read<object>(Payload("typeless")));
        Assert.Equal(1, Trap.Made);
    }

    [Fact]
    public void Keys_that_collide_do_not_collide_here()
    {
        // The plain hash of a long is one half xor the other: 0 for all of these.
        long[] colliding = [.. Enumerable.Range(1, 100).Select(half => (long)half << 32 | (uint)half)];
        Assert.Single(colliding.Select(EqualityComparer<long>.Default.GetHashCode).Distinct());
        var format = new MessagePackFormat();
        var set = format.Read<HashSet<long>>(MessagePackSerializer.Serialize(colliding, cancellationToken: TestContext.Current.CancellationToken));
        Assert.InRange(colliding.Select(set.Comparer.GetHashCode).Distinct().Count(), 90, 100);
        var map = format.Read<Dictionary<long, int>>(MessagePackSerializer.Serialize(
            colliding.ToDictionary(key => key, _ => 1), cancellationToken: TestContext.Current.CancellationToken));
        Assert.InRange(colliding.Select(map.Comparer.GetHashCode).Distinct().Count(), 90, 100);
    }

    [Fact]
    public void A_tree_deeper_than_the_limit_is_not_climbed()
    {
        var deep = new Tree("leaf", []);
        for (var level = 0; level < 20; level++)
        {
            deep = new Tree("branch", [deep]);
        }

        var output = new System.Buffers.ArrayBufferWriter<byte>();
        new MessagePackFormat(64).WriteValue(output, deep);
        Assert.Equal("branch", new MessagePackFormat(64).Read<Tree>(output.WrittenMemory).Name);
        Assert.Throws<UnreadableValueException>(() => new MessagePackFormat(32).Read<Tree>(output.WrittenMemory));
    }

    private static byte[] Payload(string kind)
    {
        var bytes = kind switch
        {
            "typeless" => Typeless,
            "block" => Compressed(MessagePackCompression.Lz4Block),
            _ => Compressed(MessagePackCompression.Lz4BlockArray),
        };

        // That they are what they are meant to be: without this, a change of the library could make the tests hollow.
        var reader = new MessagePackReader(bytes);
        if (kind == "array")
        {
            Assert.Equal(2, reader.ReadArrayHeader());
        }

        Assert.Equal(kind switch { "typeless" => 100, "block" => 99, _ => 98 }, reader.ReadExtensionFormatHeader().TypeCode);
        return bytes;

        byte[] Compressed(MessagePackCompression how) => MessagePackSerializer.Serialize(
            new Dictionary<string, object> { ["x"] = new string('x', 500), ["y"] = 1 },
            ContractlessStandardResolver.Options.WithCompression(how), TestContext.Current.CancellationToken);
    }

    private async Task AssertAliveAsync()
    {
        Assert.NotEmpty(Typeless);
        Assert.Equal(1, Trap.Made);
        Assert.Equal(
            """{"jsonrpc":"2.0","result":3,"id":1}""",
            await _client.CallAsync("""{"jsonrpc":"2.0","id":1,"method":"calc.add","params":[1,2]}"""));
    }

    /// <summary>Counts how often one was made.</summary>
    public sealed class Trap
    {
        private static int _made;

        public Trap() => Interlocked.Increment(ref _made);

        public static int Made => Volatile.Read(ref _made);

        public string Text { get; set; } = "x";
    }
}
