using System.Diagnostics;
using GameServer.Rpc.Tests.Fuzzing;
using GameServer.Rpc.Tests.Support;

namespace GameServer.Rpc.Tests.Sockets;

/// <summary>
/// Many clients who do everything wrong that a socket lets them do: frames with bits changed, in pieces, ended anywhere
/// by FIN or by RST, or garbage instead of a handshake. <c>FUZZ_SOCKETS</c> in the environment sets how many,
/// <c>FUZZ_SEED</c> where the choices come from. Beside no other test, so that the memory that is measured is theirs.
/// </summary>
[Collection(nameof(Alone))]
public sealed class BrokenClientsTests
{
    private const int AtOnce = 16;
    private const int Batches = 5;
    private const string Call = """{"jsonrpc":"2.0","id":1,"method":"calc.add","params":[1,2]}""";
    private static readonly int Clients = Setting.Of("FUZZ_SOCKETS", 5000);
    private static readonly int Seed = Setting.Seed("FUZZ_SEED");

    [Fact]
    public async Task Broken_clients_harm_nobody_and_leave_nothing_behind()
    {
        await using var server = await TestServer.StartAsync(("ConnectionsPerAddress", "0"), ("IdleSeconds", "0"));
        using var counted = new Counters(server);
        using var witness = new TestClient(await server.OpenAsync(), true);

        // Once before, so that what is made once is not taken for what is left over.
        await RunAsync(server, 200, Seed - 1);
        await AllGoneAsync(counted);
        server.Host.Opened.Clear();
        var began = Stopwatch.GetTimestamp();
        var growth = await LiveMemory.GrowthAsync(Batches, async batch =>
        {
            await RunAsync(server, Clients / Batches, unchecked(Seed + batch));
            await AllGoneAsync(counted);

            // What the tests themselves keep of each connection is no concern of the server's.
            server.Host.Opened.Clear();
        });
        Figures.Print(
            $"Broken clients: {Clients:N0} in {Stopwatch.GetElapsedTime(began).TotalSeconds:N1} s, {counted["rpc.messages.received"]:N0} whole messages among their frames, {growth}, seed {Seed}");
        Assert.Contains("\"result\":3", await witness.CallAsync(Call), StringComparison.Ordinal);
        using var next = new TestClient(await server.OpenAsync("gameserver.v1.msgpack"), false);
        Assert.Contains("\"result\":3", await next.CallAsync(Call), StringComparison.Ordinal);
        Assert.DoesNotContain(server.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal) || line.StartsWith("Critical", StringComparison.Ordinal));
        Assert.InRange(counted["rpc.messages.received"], Clients / 2, long.MaxValue);

        // What is left of a connection, wherever it is held, is more than 200 bytes.
        Assert.InRange(growth.Least, long.MinValue, 200 * Clients / Batches);
    }

    private static Task RunAsync(TestServer server, int clients, int seed) => Parallel.ForAsync(
        0, clients, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = TestContext.Current.CancellationToken },
        async (client, _) =>
        {
            try
            {
                await new BrokenClient(server.Url, new Random(unchecked(seed * 100_003 + client))).RunAsync();
            }
            catch (IOException)
            {
                // The server has cut him before he was through.
            }
        });

    /// <summary>Until nobody but the witness is connected: the last ones are noticed a moment after they left.</summary>
    private static async Task AllGoneAsync(Counters counted)
    {
        var began = Stopwatch.GetTimestamp();
        while (counted["rpc.connections"] != 1)
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromMinutes(1), $"{counted["rpc.connections"]} are left");
            await Task.Yield();
        }
    }

    /// <summary>One of them.</summary>
    private sealed class BrokenClient(Uri url, Random random)
    {
        private static readonly IReadOnlyList<byte[]> Texts = Corpus.Of(isText: true);
        private static readonly IReadOnlyList<byte[]> Packed = Corpus.Of(isText: false);
        private readonly bool _isText = random.Next(2) == 0;
        private bool _isSound = true;

        public async Task RunAsync()
        {
            using var client = await RawClient.ConnectAsync(url);
            var handshake = RawClient.Upgrade(url, _isText ? "gameserver.v1.json" : "gameserver.v1.msgpack");
            switch (random.Next(10))
            {
                case 0:
                    _isSound = false;
                    Damage(handshake);
                    await SendAsync(client, handshake);
                    break;
                case 1:
                    _isSound = false;
                    await SendAsync(client, Garbage());
                    break;
                default:
                    await SendAsync(client, handshake);
                    await client.ReadHeadAsync();
                    break;
            }

            var isToStaySound = random.Next(2) == 0;
            for (var frames = random.Next(12); frames > 0; frames--)
            {
                await SendAsync(client, isToStaySound ? SoundFrame() : AnyFrame());
            }

            if (_isSound)
            {
                await SendAsync(client, RawClient.Frame(0x88, [0x03, 0xe8]));
                await client.ReadToEndAsync();
                return;
            }

            switch (random.Next(4))
            {
                case 0:
                    client.Reset();
                    break;
                case 1:
                    client.EndSending();
                    break;
                case 2:
                    await SendAsync(client, RawClient.Frame(0x88, [0x03, 0xe8]));
                    break;
            }
        }

        private byte[] Message() => _isText ? Texts[random.Next(Texts.Count)] : Packed[random.Next(Packed.Count)];

        private byte[] SoundFrame() => RawClient.Frame((byte)(_isText ? 0x81 : 0x82), Message());

        private byte[] AnyFrame()
        {
            _isSound = false;
            var message = Message();
            switch (random.Next(8))
            {
                case 0:
                    return Garbage();
                case 1:
                    // A control frame, of a length that may be or not.
                    return RawClient.Frame((byte)(0x80 | random.Next(8, 16)), message.AsSpan(0, Math.Min(message.Length, random.Next(140))));
                case 2:
                    // One fragment, of which the rest may never come.
                    return RawClient.Frame((byte)random.Next(3), message);
                case 3:
                    var damaged = RawClient.Frame((byte)random.Next(256), message);
                    Damage(damaged);
                    return damaged;
                case 4:
                    var whole = RawClient.Frame((byte)random.Next(0x81, 0x83), message);
                    return whole[..random.Next(whole.Length)];
                case 5:
                    return RawClient.Frame((byte)random.Next(0x81, 0x83), message);
                default:
                    return SoundFrame();
            }
        }

        private void Damage(byte[] bytes)
        {
            for (var changes = random.Next(1, 4); changes > 0; changes--)
            {
                bytes[random.Next(Math.Min(bytes.Length, 40))] ^= (byte)(1 << random.Next(8));
            }
        }

        private byte[] Garbage()
        {
            var garbage = new byte[random.Next(1, 300)];
            random.NextBytes(garbage);
            return garbage;
        }

        private async Task SendAsync(RawClient client, byte[] bytes)
        {
            if (random.Next(4) > 0)
            {
                await client.SendAsync(bytes);
                return;
            }

            for (var sent = 0; sent < bytes.Length;)
            {
                var piece = Math.Min(bytes.Length - sent, random.Next(1, 20));
                await client.SendAsync(bytes.AsMemory(sent, piece));
                sent += piece;
            }
        }
    }
}
