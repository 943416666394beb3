using System.Net.WebSockets;
using System.Text.Json;
using GameServer.Rpc.Tests.Support;
using GameServer.Rpc.Transport;

namespace GameServer.Rpc.Tests;

/// <summary>What one connection may cost, and how it ends.</summary>
public abstract partial class LimitSuite(SharedServer shared, string? subprotocol, bool isText) : WireSuite(shared, subprotocol, isText)
{
    [Fact]
    public async Task A_message_of_exactly_the_limit_is_taken_and_one_byte_more_closes_with_1009()
    {
        byte[] Sized(int bytes)
        {
            // The text's own head grows with it in MessagePack, so the text is as long as it takes.
            for (var length = bytes - 200; ; length++)
            {
                var message = TestClient.Encode(
                    $$"""{"jsonrpc":"2.0","id":1,"method":"calc.length","params":["{{new string('x', length)}}"]}""", IsText);
                if (message.Length == bytes)
                {
                    return message;
                }
            }
        }

        await Client.SendRawAsync(Sized(16384));
        Assert.NotNull((await Client.ReceiveAsync())["result"]);
        await Client.SendRawAsync(Sized(16385));
        Assert.Equal((1009, "message too big"), await Client.ReceiveCloseAsync());
    }

    [Fact]
    public async Task The_reason_arrives_although_much_is_still_under_way()
    {
        for (var count = 0; count < 50; count++)
        {
            await Client.SendRawAsync(new byte[100_000].Select(_ => (byte)'x').ToArray());
        }

        Assert.Equal((1009, "message too big"), await Client.ReceiveCloseAsync());
    }

    [Fact]
    public async Task The_wrong_kind_of_message_closes_with_1003()
    {
        await Client.SendRawAsync([(byte)'1'], asText: !IsText);
        Assert.Equal((1003, "wrong message kind"), await Client.ReceiveCloseAsync());
    }

    [Fact]
    public async Task Calls_beyond_the_rate_are_told_when_to_try_again_and_then_served()
    {
        await using var server = await TestServer.StartAsync(("CallsPerSecond", "10"), ("CallsBurst", "3"));
        using var client = await ConnectAsync(server);
        for (var call = 0; call < 3; call++)
        {
            Assert.Equal(AliveReply, await client.CallAsync(Alive));
        }

        Assert.Equal(
            """{"jsonrpc":"2.0","error":{"code":1005,"message":"too many requests","data":{"retryAfterMs":100}},"id":"alive"}""",
            await client.CallAsync(Alive));
        server.Time.Advance(TimeSpan.FromMilliseconds(60));
        Assert.Contains("""{"retryAfterMs":40}""", await client.CallAsync(Alive), StringComparison.Ordinal);
        server.Time.Advance(TimeSpan.FromMilliseconds(40));
        Assert.Equal(AliveReply, await client.CallAsync(Alive));
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","method":"calc.nothing"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"calc.nothing"}""")]
    public async Task Whoever_goes_on_beyond_the_rate_is_closed_as_a_flood(string message)
    {
        await using var server = await TestServer.StartAsync(("CallsPerSecond", "10"), ("CallsBurst", "3"), ("FailuresBurst", "5"));
        using var client = await ConnectAsync(server);
        for (var call = 0; call < 3 + 5 + 1; call++)
        {
            await client.SendAsync(message);
        }

        Assert.Equal((1008, "flood"), await client.ReceiveCloseAsync());
    }

    [Fact]
    public async Task Failures_that_nobody_is_told_of_end_in_the_flood_rule_too()
    {
        await using var server = await TestServer.StartAsync(("FailuresBurst", "5"));
        using var client = await ConnectAsync(server);
        for (var call = 0; call < 5; call++)
        {
            await client.SendAsync("""{"jsonrpc":"2.0","method":"calc.break"}""");
        }

        Assert.Equal(AliveReply, await client.CallAsync(Alive));
        await client.SendAsync("""{"jsonrpc":"2.0","method":"calc.break"}""");
        Assert.Equal((1008, "flood"), await client.ReceiveCloseAsync());
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","result":19,"id":1}""")]
    [InlineData("""[{"jsonrpc":"2.0","error":{"code":-32600,"message":"invalid request"},"id":null}]""")]
    public async Task Responses_to_nothing_are_not_answered_and_end_in_the_flood_rule(string message)
    {
        await using var server = await TestServer.StartAsync(("FailuresBurst", "5"));
        using var client = await ConnectAsync(server);
        for (var response = 0; response < 5; response++)
        {
            await client.SendAsync(message);
        }

        Assert.Equal(AliveReply, await client.CallAsync(Alive));
        await client.SendAsync(message);
        Assert.Equal((1008, "flood"), await client.ReceiveCloseAsync());
    }

    [Fact]
    public async Task While_too_many_calls_run_nothing_more_is_read_and_nothing_is_lost()
    {
        await using var server = await TestServer.StartAsync(("InFlight", "2"));
        using var client = await ConnectAsync(server);
        using var other = await ConnectAsync(server);
        await client.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"calc.wait","params":[1]}""");
        await client.SendAsync("""{"jsonrpc":"2.0","id":2,"method":"calc.wait","params":[2]}""");
        await client.SendAsync("""{"jsonrpc":"2.0","id":3,"method":"calc.add","params":[1,2]}""");
        var next = client.ReceiveAsync();
        Assert.Equal(AliveReply, await other.CallAsync(Alive));
        Assert.False(next.IsCompleted);
        await other.CallAsync("""{"jsonrpc":"2.0","id":1,"method":"calc.release","params":[2]}""");
        Assert.Equal(2, (await next)["id"]!.GetValue<int>());
        Assert.Equal("""{"jsonrpc":"2.0","result":3,"id":3}""", (await client.ReceiveAsync()).ToJsonString());
        await client.SendAsync("""{"jsonrpc":"2.0","method":"calc.release","params":[1]}""");
        Assert.Equal(1, (await client.ReceiveAsync())["id"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_service_that_closes_the_line_of_its_caller_is_still_answered()
    {
        await Client.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"calc.bye"}""");
        await Client.SendAsync("""{"jsonrpc":"2.0","id":2,"method":"calc.add","params":[1,2]}""");
        Assert.Equal("""{"jsonrpc":"2.0","result":"bye","id":1}""", (await Client.ReceiveAsync()).ToJsonString());
        Assert.Equal((1008, "signed-out"), await Client.ReceiveCloseAsync());
    }

    [Fact]
    public async Task A_batch_in_which_the_line_is_closed_is_answered_as_far_as_it_came()
    {
        await Client.SendAsync("""
            [{"jsonrpc":"2.0","id":1,"method":"calc.add","params":[1,2]},{"jsonrpc":"2.0","id":2,"method":"calc.bye"},
             {"jsonrpc":"2.0","id":3,"method":"calc.add","params":[1,2]}]
            """);
        Assert.Equal(
            """[{"jsonrpc":"2.0","result":3,"id":1},{"jsonrpc":"2.0","result":"bye","id":2}]""", await Client.ReceiveTextAsync());
        Assert.Equal((1008, "signed-out"), await Client.ReceiveCloseAsync());
    }

    [Fact]
    public async Task A_batch_whose_results_do_not_fit_together_is_answered_with_those_that_do()
    {
        await using var server = await TestServer.StartAsync(("MessageBytes", "131072"), ("OutboxBytes", "131072"));
        using var client = await ConnectAsync(server);
        var note = new string('x', 4000);
        var calls = Enumerable.Range(1, 25).Select(id =>
            $$"""{"jsonrpc":"2.0","id":{{id}},"method":"calc.describe","params":["circle","{{note}}"]}""");
        await client.SendAsync($"[{string.Join(',', calls)},{Alive}]");

        var answer = (await client.ReceiveAsync()).AsArray();
        Assert.Equal(26, answer.Select(reply => reply!["id"]!.ToJsonString()).Distinct().Count());
        var results = answer.Where(reply => reply!["result"]?.GetValueKind() == JsonValueKind.String).ToList();
        Assert.All(results, reply => Assert.Equal($"Circle:{note}", reply!["result"]!.GetValue<string>()));
        Assert.InRange(results.Count, 15, 16);
        var errors = answer.Where(reply => reply!["error"] is not null).ToList();
        Assert.All(errors, reply => Assert.Equal(1012, reply!["error"]!["code"]!.GetValue<int>()));
        Assert.Equal(25 - results.Count, errors.Count);
        Assert.Equal(AliveReply, await client.CallAsync(Alive));
    }

    [Fact]
    public async Task A_call_that_runs_on_delays_the_close_no_longer_than_the_send_time_out()
    {
        var (server, client, caller) = await StartAsync();
        await using var stop = server;
        await client.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"calc.wait","params":[1]}""");
        Assert.Equal(AliveReply, await client.CallAsync(Alive));
        caller.Connection.Close(CloseReason.TakenOver);
        var close = client.ReceiveCloseAsync();
        server.Time.Advance(TimeSpan.FromSeconds(9.9));
        Assert.False(caller.Connection.Closed.IsCancellationRequested);
        server.Time.Advance(TimeSpan.FromSeconds(0.2));
        Assert.Equal((1008, "taken-over"), await close);
    }

    [Fact]
    public async Task What_waits_is_sent_before_the_line_is_closed()
    {
        var (server, client, caller) = await StartAsync();
        await using var stop = server;
        caller.Connection.Outbox.Send(TestClient.Encode("1", IsText));
        caller.Connection.Outbox.SendSnapshot(TestClient.Encode("2", IsText));
        caller.Connection.Outbox.Send(TestClient.Encode("3", IsText));
        caller.Connection.Close(CloseReason.TakenOver);
        caller.Connection.Close(CloseReason.Flood);
        caller.Connection.Outbox.Send(TestClient.Encode("4", IsText));
        var arrived = new List<string>();
        while (!arrived.Contains("3"))
        {
            arrived.Add((await client.ReceiveAsync()).ToJsonString());
        }

        Assert.Equal(["1", "3"], arrived.Where(message => message != "2"));
        Assert.Equal((1008, "taken-over"), await client.ReceiveCloseAsync());
    }

    [Fact]
    public async Task When_the_client_closes_its_calls_are_cancelled_and_the_session_layer_hears_of_it()
    {
        var (server, client, _) = await StartAsync();
        await using var stop = server;
        await client.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"calc.wait","params":[1]}""");
        await client.CallAsync(Alive);
        await client.Socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "done", TestContext.Current.CancellationToken);
        Assert.Equal(WebSocketCloseStatus.NormalClosure, client.Socket.CloseStatus);
        var closed = await server.Host.FirstClosedAsync();
        Assert.True(closed.Connection.Closed.IsCancellationRequested);
        Assert.DoesNotContain(server.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_line_that_breaks_is_noticed()
    {
        var (server, client, _) = await StartAsync();
        await using var stop = server;
        await client.CallAsync(Alive);
        client.Socket.Abort();
        var closed = await server.Host.FirstClosedAsync();
        Assert.True(closed.Connection.Closed.IsCancellationRequested);
    }
}

public sealed class PlainJsonLimitsTests(SharedServer shared) : LimitSuite(shared, null, true);

public sealed class JsonLimitsTests(SharedServer shared) : LimitSuite(shared, "gameserver.v1.json", true);

public sealed class MessagePackLimitsTests(SharedServer shared) : LimitSuite(shared, "gameserver.v1.msgpack", false);
