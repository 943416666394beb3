using System.Text.Json.Nodes;
using GameServer.Rpc.Tests.Support;
using GameServer.Rpc.Transport;

namespace GameServer.Rpc.Tests;

/// <summary>What waits to be sent is bounded, whoever caused it.</summary>
public abstract partial class LimitSuite
{
    private static readonly (string, string)[] FreeOfRates = [("CallsPerSecond", "0"), ("FailuresPerSecond", "0")];

    [Fact]
    public async Task A_reader_who_is_too_slow_for_events_is_closed_with_1013()
    {
        var (server, client, caller) = await StartAsync(("OutboxBytes", "65536"));
        await using var stop = server;
        using var counted = new Counters(server);
        var outbox = caller.Connection.Outbox;
        var message = TestClient.Encode($"\"{new string('x', 8000)}\"", IsText);

        // Until the socket's own buffers and then the outbox are full: how much that is, the machine decides.
        var sent = 0;
        while (!((RpcConnection)caller.Connection).IsClosing)
        {
            outbox.Send(message);
            sent++;
        }

        Assert.False(outbox.WantsSnapshot);
        var received = 0;
        while (true)
        {
            try
            {
                await client.ReceiveRawAsync();
                received++;
            }
            catch (Xunit.Sdk.TrueException)
            {
                break;
            }
        }

        Assert.Equal((1013, "slow reader"), ((int)client.Socket.CloseStatus!, client.Socket.CloseStatusDescription));
        Assert.Equal(sent - 1, received);
        Assert.Equal(1, counted["rpc.limits.reached OutboxBytes"]);
    }

    [Fact]
    public async Task Whoever_calls_and_reads_nothing_is_read_no_more_and_gets_every_answer_when_he_reads()
    {
        await using var server = await TestServer.StartAsync([("OutboxBytes", "65536"), .. FreeOfRates]);
        using var client = await ConnectAsync(server);
        var caller = await server.Host.FirstOpenedAsync();
        var outbox = ((RpcConnection)caller.Connection).Outbox;

        // Far more than the sockets' buffers and the outbox take together.
        const int Calls = 3000;
        var sending = Task.Run(async () =>
        {
            for (var id = 0; id < Calls; id++)
            {
                await client.SendAsync($$"""{"jsonrpc":"2.0","id":{{id}},"method":"calc.fill","params":[8000]}""");
            }
        }, TestContext.Current.CancellationToken);
        while (!outbox.HasTooManyReplies)
        {
            await Task.Yield();
        }

        // An event fits whatever replies wait, and an event that fits closes nothing.
        outbox.Send(TestClient.Encode("\"event\"", IsText));
        Assert.False(((RpcConnection)caller.Connection).IsClosing);
        var expected = 0;
        while (expected < Calls)
        {
            var message = await client.ReceiveAsync();
            if (message is JsonObject)
            {
                Assert.Equal(expected++, message["id"]!.GetValue<int>());
                Assert.InRange(outbox.WaitingReplies, 0, 65536);
            }
        }

        await sending;
        Assert.Equal(AliveReply, await client.CallAsync(Alive));
    }

    [Fact]
    public async Task Whoever_calls_and_never_reads_is_cut_by_the_send_time_out_and_holds_no_more_than_the_bound()
    {
        await using var server = await TestServer.StartAsync([("OutboxBytes", "65536"), ("SignInSeconds", "0"), .. FreeOfRates]);
        using var counted = new Counters(server);
        using var client = await RawClient.OpenAsync(server.Url, Subprotocol, tcp => tcp.ReceiveBufferSize = 4096);
        var caller = await server.Host.FirstOpenedAsync();
        var outbox = ((RpcConnection)caller.Connection).Outbox;
        var call = RawClient.Frame(
            (byte)(IsText ? 0x81 : 0x82),
            TestClient.Encode("""{"jsonrpc":"2.0","id":1,"method":"calc.fill","params":[8000]}""", IsText));
        var sending = Assert.ThrowsAnyAsync<IOException>(async () =>
        {
            while (true)
            {
                await client.SendAsync(call);
            }
        });
        var isCut = server.Host.FirstClosedAsync();
        while (!isCut.IsCompleted)
        {
            Assert.InRange(outbox.WaitingReplies, 0, 65536);
            if (outbox.HasTooManyReplies)
            {
                server.Time.Advance(TimeSpan.FromSeconds(1));
            }

            await Task.Yield();
        }

        await isCut;
        await sending;
        await server.DisposeAsync();
        Assert.Equal(1, counted["rpc.closes send timeout"]);
        Assert.Equal(1, counted["rpc.limits.reached SendTimeoutSeconds"]);
        Assert.Equal(0, counted["rpc.closes slow reader"]);
    }

    [Fact]
    public async Task A_line_that_breaks_while_nothing_is_read_is_noticed()
    {
        await using var server = await TestServer.StartAsync(("InFlight", "1"));
        using var client = await RawClient.OpenAsync(server.Url, Subprotocol);
        await client.SendAsync(RawClient.Frame(
            (byte)(IsText ? 0x81 : 0x82),
            TestClient.Encode("""{"jsonrpc":"2.0","id":1,"method":"calc.wait","params":[1]}""", IsText)));
        var caller = await server.Host.FirstOpenedAsync();
        while (!server.Waits.IsAwaited(1))
        {
            await Task.Yield();
        }

        client.Reset();
        await server.Host.FirstClosedAsync();
        Assert.True(caller.Connection.Closed.IsCancellationRequested);
    }

    [Fact]
    public async Task An_answer_that_could_never_wait_within_the_bound_is_replaced_by_an_error()
    {
        await using var server = await TestServer.StartAsync([("OutboxBytes", "65536"), .. FreeOfRates]);
        using var client = await ConnectAsync(server);
        const string Fits = """{"jsonrpc":"2.0","id":1,"method":"calc.fill","params":[65000]}""";
        Assert.Equal(65000, JsonNode.Parse(await client.CallAsync(Fits))!["result"]!.GetValue<string>().Length);
        Assert.Equal(
            """{"jsonrpc":"2.0","error":{"code":1012,"message":"the answer is too large: ask for less"},"id":1}""",
            await client.CallAsync("""{"jsonrpc":"2.0","id":1,"method":"calc.fill","params":[66000]}"""));
        Assert.Equal(AliveReply, await client.CallAsync(Alive));
    }

    [Fact]
    public async Task A_batch_of_which_not_even_the_errors_fit_is_answered_by_one()
    {
        await using var server = await TestServer.StartAsync([("OutboxBytes", "16384"), .. FreeOfRates]);
        using var client = await ConnectAsync(server);
        Assert.Equal(
            """{"jsonrpc":"2.0","error":{"code":1012,"message":"the answer is too large: ask for less"},"id":null}""",
            await client.CallAsync($"[{string.Join(',', Enumerable.Repeat("1", 2000))}]"));
        Assert.Equal(AliveReply, await client.CallAsync(Alive));
    }
}
