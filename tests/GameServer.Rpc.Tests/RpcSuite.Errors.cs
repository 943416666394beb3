using System.Text.Json.Nodes;
using GameServer.Rpc.Tests.Support;

namespace GameServer.Rpc.Tests;

/// <summary>What is answered to what cannot be served. The connection lives after each.</summary>
public abstract partial class RpcSuite
{
    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":7,"method":"calc.divide"}""", -32601, "method not found", "7")]
    [InlineData("""{"jsonrpc":"2.0","id":7,"method":"calc.hidden"}""", -32601, "method not found", "7")]
    [InlineData("""{"jsonrpc":"2.0","id":7,"method":"calc.Hidden"}""", -32601, "method not found", "7")]
    [InlineData("""{"jsonrpc":"2.0","id":7,"method":"Calc.Add","params":[1,2]}""", -32601, "method not found", "7")]
    [InlineData("""{"jsonrpc":"2.0","id":7,"method":"$/cancelRequest","params":{"id":1}}""", -32601, "method not found", "7")]
    [InlineData("""{"jsonrpc":"2.0","id":7,"method":""}""", -32601, "method not found", "7")]
    [InlineData("""{"jsonrpc":"2.0","id":7,"method":5}""", -32600, "invalid request", "7")]
    [InlineData("""{"jsonrpc":"2.0","id":7}""", -32600, "invalid request", "null")]
    [InlineData("""{"jsonrpc":"1.0","id":7,"method":"calc.add"}""", -32600, "invalid request", "7")]
    [InlineData("""{"jsonrpc":2.0,"id":7,"method":"calc.add"}""", -32600, "invalid request", "7")]
    [InlineData("""{"id":7,"method":"calc.add","params":[1,2]}""", -32600, "invalid request", "7")]
    [InlineData("""{"jsonrpc":"2.0","id":true,"method":"calc.add","params":[1,2]}""", -32600, "invalid request", "null")]
    [InlineData("""{"jsonrpc":"2.0","id":[1],"method":"calc.add","params":[1,2]}""", -32600, "invalid request", "null")]
    [InlineData("""{"jsonrpc":"2.0","id":{},"method":"calc.add","params":[1,2]}""", -32600, "invalid request", "null")]
    [InlineData("""{"jsonrpc":"2.0","id":7,"method":"calc.add","params":"1,2"}""", -32600, "invalid request", "7")]
    [InlineData("""{"jsonrpc":"2.0","id":7,"method":"calc.add","params":null}""", -32600, "invalid request", "7")]
    [InlineData("{}", -32600, "invalid request", "null")]
    [InlineData("1", -32600, "invalid request", "null")]
    [InlineData("null", -32600, "invalid request", "null")]
    [InlineData("\"calc.add\"", -32600, "invalid request", "null")]
    [InlineData("[]", -32600, "invalid request", "null")]
    public async Task What_is_no_call_of_a_method_is_refused_by_number(string message, int code, string text, string id)
    {
        Assert.Equal(
            $$"""{"jsonrpc":"2.0","error":{"code":{{code}},"message":"{{text}}"},"id":{{id}}}""",
            await Client.CallAsync(message));
        Assert.Equal(AliveReply, await Client.CallAsync(Alive));
    }

    [Theory]
    [InlineData("calc.add", "[1]", "argument 'b' is missing")]
    [InlineData("calc.add", "{}", "argument 'a' is missing")]
    [InlineData("calc.add", "[1,2,3]", "at most 2 arguments are taken")]
    [InlineData("calc.nothing", "[1]", "at most 0 arguments are taken")]
    [InlineData("calc.add", """{"a":1,"c":2}""", "there is no argument 'c'")]
    [InlineData("calc.add", """{"A":1,"b":2}""", "there is no argument 'A'")]
    [InlineData("calc.add", """{"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa":1}""", "there is no argument of that name")]
    [InlineData("calc.add", """["1",2]""", "argument 'a' must be a whole number from -2147483648 to 2147483647")]
    [InlineData("calc.add", "[1.5,2]", "argument 'a' must be a whole number from -2147483648 to 2147483647")]
    [InlineData("calc.add", "[1,99999999999]", "argument 'b' must be a whole number from -2147483648 to 2147483647")]
    [InlineData("calc.add", "[1,null]", "argument 'b' must be a whole number from -2147483648 to 2147483647, not null")]
    [InlineData("calc.add", "[1,[2]]", "argument 'b' must be a whole number from -2147483648 to 2147483647")]
    [InlineData("calc.half", """["3"]""", "argument 'value' must be a finite number")]
    [InlineData("calc.half", "[true]", "argument 'value' must be a finite number")]
    [InlineData("calc.length", "[null]", "argument 'text' must be text, not null")]
    [InlineData("calc.length", "[5]", "argument 'text' must be text")]
    [InlineData("calc.describe", """["Circle"]""", "argument 'shape' must be one of circle, bigSquare")]
    [InlineData("calc.describe", "[0]", "argument 'shape' must be one of circle, bigSquare")]
    [InlineData("calc.describe", """["triangle"]""", "argument 'shape' must be one of circle, bigSquare")]
    [InlineData("calc.scale", "[5]", "argument 'point' must be an object with members of the right form")]
    [InlineData("calc.scale", """[{"y":5}]""", "argument 'point' must be an object with members of the right form")]
    [InlineData("calc.scale", """[{"x":"5"}]""", "argument 'point' must be an object with members of the right form")]
    [InlineData("calc.scale", "[null]", "argument 'point' must be an object with members of the right form, not null")]
    public async Task Arguments_that_do_not_fit_are_refused_and_the_parameter_is_named(
        string method, string arguments, string problem)
    {
        Assert.Equal(
            $$$"""{"jsonrpc":"2.0","error":{"code":-32602,"message":"{{{problem}}}"},"id":7}""",
            await Client.CallAsync($$"""{"jsonrpc":"2.0","id":7,"method":"{{method}}","params":{{arguments}}}"""));
        Assert.Equal(AliveReply, await Client.CallAsync(Alive));
    }

    [Fact]
    public async Task A_services_own_error_travels_with_its_number_text_and_data() => Assert.Equal(
        """{"jsonrpc":"2.0","error":{"code":4711,"message":"refused","data":{"why":"because"}},"id":7}""",
        await Client.CallAsync("""{"jsonrpc":"2.0","id":7,"method":"calc.refuse","params":[4711]}"""));

    [Theory]
    [InlineData("calc.break")]
    [InlineData("calc.breakLater")]
    [InlineData("calc.unwritable")]
    public async Task A_fault_tells_a_reference_to_the_log_and_nothing_else(string method)
    {
        await Client.SendAsync($$"""{"jsonrpc":"2.0","id":7,"method":"{{method}}"}""");
        var reply = await Client.ReceiveAsync();
        var reference = reply["error"]!["data"]!["reference"]!.GetValue<string>();
        Assert.Equal(
            $$$"""{"jsonrpc":"2.0","error":{"code":-32603,"message":"internal error","data":{"reference":"{{{reference}}}"}},"id":7}""",
            reply.ToJsonString());
        Assert.Contains(Server.Log.Lines, line =>
            line.Contains(reference, StringComparison.Ordinal) && line.Contains(Calculator.Secret, StringComparison.Ordinal));
        Assert.Equal(AliveReply, await Client.CallAsync(Alive));
    }

    [Fact]
    public async Task Notifications_that_fail_are_answered_by_nothing()
    {
        string[] notifications =
        [
            """{"jsonrpc":"2.0","method":"calc.divide"}""",
            """{"jsonrpc":"2.0","method":"calc.add","params":["x"]}""",
            """{"jsonrpc":"2.0","method":"calc.break"}""",
            """{"jsonrpc":"2.0","method":"calc.breakLater"}""",
            """{"jsonrpc":"2.0","method":"calc.mine"}""",
        ];
        foreach (var notification in notifications)
        {
            await Client.SendAsync(notification);
        }

        Assert.Equal(AliveReply, await Client.CallAsync(Alive));
    }

    [Fact]
    public async Task Nesting_beyond_the_limit_is_unreadable()
    {
        string Nested(int depth) => $$"""{"jsonrpc":"2.0","id":7,"method":"calc.add","params":{{new string('[', depth - 1)}}{{new string(']', depth - 1)}}}""";
        Assert.Equal(
            """{"jsonrpc":"2.0","error":{"code":-32602,"message":"argument 'a' must be a whole number from -2147483648 to 2147483647"},"id":7}""",
            await Client.CallAsync(Nested(32)));
        Assert.Equal(
            """{"jsonrpc":"2.0","error":{"code":-32700,"message":"parse error"},"id":null}""", await Client.CallAsync(Nested(33)));
        Assert.Equal(
            """{"jsonrpc":"2.0","error":{"code":-32700,"message":"parse error"},"id":null}""", await Client.CallAsync(Nested(2000)));
        Assert.Equal(AliveReply, await Client.CallAsync(Alive));
    }

    [Fact]
    public async Task Every_cut_of_a_message_is_unreadable()
    {
        await using var server = await TestServer.StartAsync(("FailuresPerSecond", "0"), ("CallsPerSecond", "0"));
        using var client = await ConnectAsync(server);

        // In a text message of a WebSocket a cut letter would be the transport's affair (RFC 6455, 8.1).
        var letter = IsText ? "u" : "ü";
        var whole = TestClient.Encode(
            $$"""{"jsonrpc":"2.0","id":7,"method":"calc.scale","params":[{"x":1.5,"y":[null,"{{letter}}"]}]}""", IsText);
        for (var length = 0; length < whole.Length; length++)
        {
            await client.SendRawAsync(whole[..length]);
            Assert.Equal(-32700, (await client.ReceiveAsync())["error"]!["code"]!.GetValue<int>());
        }

        Assert.Equal(AliveReply, await client.CallAsync(Alive));
    }

    [Fact]
    public async Task What_follows_a_message_makes_it_unreadable()
    {
        await Client.SendRawAsync([.. TestClient.Encode(Alive, IsText), .. TestClient.Encode("1", IsText)]);
        Assert.Equal(-32700, (await Client.ReceiveAsync())["error"]!["code"]!.GetValue<int>());
    }
}
