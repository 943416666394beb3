using System.Net.WebSockets;
using System.Text.Json.Nodes;
using GameServer.Rpc.Tests.Support;

namespace GameServer.Rpc.Tests;

/// <summary>Ids, batches, order and access.</summary>
public abstract partial class RpcSuite
{
    [Theory]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("1.5")]
    [InlineData("-0.25")]
    [InlineData("9007199254740993")]
    [InlineData("-9223372036854775808")]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("\"ünï\"")]
    public async Task An_id_comes_back_as_it_was(string id) => Assert.Equal(
        $$"""{"jsonrpc":"2.0","result":3,"id":{{id}}}""",
        await Client.CallAsync($$"""{"jsonrpc":"2.0","id":{{id}},"method":"calc.add","params":[1,2]}"""));

    [Fact]
    public async Task One_id_twice_in_flight_is_answered_twice()
    {
        await Client.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"calc.wait","params":[10]}""");
        await Client.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"calc.wait","params":[20]}""");
        await Client.SendAsync("""{"jsonrpc":"2.0","method":"calc.release","params":[20]}""");
        Assert.Equal("""{"jsonrpc":"2.0","result":20,"id":1}""", (await Client.ReceiveAsync()).ToJsonString());
        await Client.SendAsync("""{"jsonrpc":"2.0","method":"calc.release","params":[10]}""");
        Assert.Equal("""{"jsonrpc":"2.0","result":10,"id":1}""", (await Client.ReceiveAsync()).ToJsonString());
    }

    [Fact]
    public async Task Calls_that_do_not_wait_are_answered_in_their_order()
    {
        for (var id = 0; id < 100; id++)
        {
            await Client.SendAsync($$"""{"jsonrpc":"2.0","id":{{id}},"method":"calc.add","params":[{{id}},1]}""");
        }

        for (var id = 0; id < 100; id++)
        {
            Assert.Equal($$"""{"jsonrpc":"2.0","result":{{id + 1}},"id":{{id}}}""", (await Client.ReceiveAsync()).ToJsonString());
        }
    }

    [Fact]
    public async Task A_batch_is_answered_as_one_with_an_answer_for_each_that_expects_one()
    {
        await Client.SendAsync("""
            [{"jsonrpc":"2.0","id":"1","method":"calc.add","params":[1,2]},
             {"jsonrpc":"2.0","method":"calc.remember","params":[7]},
             {"foo":"boo"},
             1,
             [],
             {"jsonrpc":"2.0","id":"5","method":"calc.divide"},
             {"jsonrpc":"2.0","id":"6","method":"calc.length","params":["four"]},
             {"jsonrpc":"2.0","id":"7","method":"calc.remembered"},
             {"jsonrpc":"2.0","method":"calc.break"}]
            """);
        var replies = (await Client.ReceiveAsync()).AsArray().Select(reply => reply!.ToJsonString()).Order(StringComparer.Ordinal);
        string[] expected =
        [
            """{"jsonrpc":"2.0","error":{"code":-32600,"message":"invalid request"},"id":null}""",
            """{"jsonrpc":"2.0","error":{"code":-32600,"message":"invalid request"},"id":null}""",
            """{"jsonrpc":"2.0","error":{"code":-32600,"message":"invalid request"},"id":null}""",
            """{"jsonrpc":"2.0","error":{"code":-32601,"message":"method not found"},"id":"5"}""",
            """{"jsonrpc":"2.0","result":3,"id":"1"}""",
            """{"jsonrpc":"2.0","result":4,"id":"6"}""",
            """{"jsonrpc":"2.0","result":[7],"id":"7"}""",
        ];
        Assert.Equal(expected, replies);
    }

    [Fact]
    public async Task A_batch_of_notifications_is_answered_by_nothing()
    {
        await Client.SendAsync("""[{"jsonrpc":"2.0","method":"calc.remember","params":[1]},{"jsonrpc":"2.0","method":"calc.remember","params":[2]}]""");
        Assert.Equal(
            """{"jsonrpc":"2.0","result":[1,2],"id":1}""",
            await Client.CallAsync("""{"jsonrpc":"2.0","id":1,"method":"calc.remembered"}"""));
    }

    [Fact]
    public async Task A_batch_larger_than_what_may_run_at_once_is_answered_whole()
    {
        var members = Enumerable.Range(0, 100).Select(id => $$"""{"jsonrpc":"2.0","id":{{id}},"method":"calc.length","params":["abc"]}""");
        await Client.SendAsync($"[{string.Join(",", members)}]");
        var ids = (await Client.ReceiveAsync()).AsArray().Select(reply => reply!["id"]!.GetValue<int>()).Order();
        Assert.Equal(Enumerable.Range(0, 100), ids);
    }

    [Fact]
    public async Task Sign_in_and_seat_are_asked_for_before_the_arguments()
    {
        Assert.Equal(1003, await ErrorOf("calc.mine"));
        Assert.Equal(1003, await ErrorOf("calc.seated"));
        Assert.Equal(1003, await ErrorOf("test.turn"));
        await Client.CallAsync("""{"jsonrpc":"2.0","id":1,"method":"calc.signIn"}""");
        Assert.Equal(0, await ErrorOf("calc.mine"));
        Assert.Equal(1004, await ErrorOf("calc.seated"));
        Assert.Equal(1004, await ErrorOf("test.turn"));
        await Client.CallAsync("""{"jsonrpc":"2.0","id":1,"method":"calc.sit"}""");
        Assert.Equal(0, await ErrorOf("calc.seated"));
        Assert.Equal(-32602, await ErrorOf("test.turn"));

        async Task<int> ErrorOf(string method)
        {
            var reply = JsonNode.Parse(await Client.CallAsync($$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}"}"""))!;
            return reply["error"]?["code"]?.GetValue<int>() ?? 0;
        }
    }

    [Fact]
    public async Task A_games_command_is_posted_to_the_callers_seat()
    {
        var (server, client, caller) = await StartAsync();
        await using var stop = server;
        var seat = new TestSeat();
        (caller.IsSignedIn, caller.Seat) = (true, seat);
        Assert.Equal(
            """{"jsonrpc":"2.0","result":null,"id":1}""",
            await client.CallAsync("""{"jsonrpc":"2.0","id":1,"method":"test.turn","params":{"direction":-1}}"""));
        await client.CallAsync("""{"jsonrpc":"2.0","id":1,"method":"test.turn","params":[1,2]}""");
        Assert.Equal([new Turn(-1), new Turn(1, 2)], seat.Posted.Cast<Turn>());
        Assert.Equal(
            """{"jsonrpc":"2.0","error":{"code":-32602,"message":"argument 'direction' must be a whole number from -128 to 127"},"id":1}""",
            await client.CallAsync("""{"jsonrpc":"2.0","id":1,"method":"test.turn","params":{"direction":128}}"""));
    }

    [Fact]
    public async Task The_session_layer_hears_of_a_reply_when_it_is_queued_and_of_a_notification_when_it_is_done()
    {
        var (server, client, caller) = await StartAsync();
        await using var stop = server;
        await client.CallAsync("""{"jsonrpc":"2.0","id":1,"method":"calc.add","params":[1,2]}""");
        await client.CallAsync("""{"jsonrpc":"2.0","id":1,"method":"calc.divide"}""");
        await client.SendAsync("""{"jsonrpc":"2.0","method":"calc.add","params":[3,4]}""");
        await client.CallAsync("""[{"jsonrpc":"2.0","id":1,"method":"calc.add","params":[5,6]},{"jsonrpc":"2.0","id":1,"method":"calc.nothing"}]""");
        await client.CallAsync(Alive);
        Assert.Equal([3, 7, 11, null], caller.Replies.Take(4));
    }

    [Fact]
    public async Task A_message_in_fragments_is_one_message()
    {
        var message = TestClient.Encode("""{"jsonrpc":"2.0","id":1,"method":"calc.add","params":[1,2]}""", IsText);
        for (var index = 0; index < message.Length; index++)
        {
            await Client.Socket.SendAsync(
                message.AsMemory(index, 1), IsText ? WebSocketMessageType.Text : WebSocketMessageType.Binary,
                index == message.Length - 1, TestContext.Current.CancellationToken);
        }

        Assert.Equal("""{"jsonrpc":"2.0","result":3,"id":1}""", (await Client.ReceiveAsync()).ToJsonString());
    }
}
