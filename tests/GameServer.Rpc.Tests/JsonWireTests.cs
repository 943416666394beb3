using System.Text;
using System.Text.Json.Nodes;
using GameServer.Rpc.Tests.Support;

namespace GameServer.Rpc.Tests;

/// <summary>What only JSON can express. The connection lives after each.</summary>
public sealed class JsonWireTests(SharedServer shared) : IAsyncLifetime, IClassFixture<SharedServer>
{
    private TestClient _client = null!;

    public async ValueTask InitializeAsync() => _client = new TestClient(await shared.Server.OpenAsync(), true);

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("1.50")]
    [InlineData("1e3")]
    [InlineData("-0")]
    [InlineData("123456789012345678901234567890")]
    [InlineData("\"\\u0041\\n\"")]
    public async Task An_id_comes_back_letter_by_letter(string id) => Assert.Equal(
        $$"""{"jsonrpc":"2.0","result":3,"id":{{id}}}""",
        await CallAsync($$"""{"jsonrpc":"2.0","id":{{id}},"method":"calc.add","params":[1,2]}"""));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("""{"jsonrpc": "2.0", "method": "foobar, "params": "bar", "baz]""")]
    [InlineData("""[{"jsonrpc":"2.0","method":"calc.add","params":[1,2],"id":"1"},{"jsonrpc":"2.0","method"]""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"calc.add","params":[1,2],}""")]
    [InlineData("""{'jsonrpc':'2.0'}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"calc.half","params":[NaN]}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"calc.half","params":[Infinity]}""")]
    [InlineData("// nothing")]
    [InlineData("\0")]
    [InlineData("\uFEFF{}")]
    public async Task What_is_no_JSON_is_a_parse_error(string message)
    {
        Assert.Equal("""{"jsonrpc":"2.0","error":{"code":-32700,"message":"parse error"},"id":null}""", await CallAsync(message));
        Assert.Equal("""{"jsonrpc":"2.0","result":2,"id":1}""", await CallAsync("""{"jsonrpc":"2.0","id":1,"method":"calc.add","params":[1,1]}"""));
    }

    [Theory]
    [InlineData("calc.half", "[1e999]", "argument 'value' must be a finite number")]
    [InlineData("calc.half", "[-1e999]", "argument 'value' must be a finite number")]
    [InlineData("calc.half", "[1e39]", "argument 'value' must be a finite number")]
    [InlineData("calc.length", """["\ud800"]""", "argument 'text' must be text")]
    [InlineData("calc.add", """{"a":1,"a":2,"b":3}""", "argument 'a' is given twice")]
    [InlineData("calc.add", """{"\ud800":1}""", "there is no argument of that name")]
    public async Task Values_that_no_parameter_takes_are_refused(string method, string arguments, string problem) => Assert.Equal(
        $$$"""{"jsonrpc":"2.0","error":{"code":-32602,"message":"{{{problem}}}"},"id":1}""",
        await CallAsync($$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}","params":{{arguments}}}"""));

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"calc.\u0061dd","params":{"\u0061":1,"b":2}}""", """{"jsonrpc":"2.0","result":3,"id":1}""")]
    [InlineData("""{"\u006asonrpc":"2.\u0030","id":1,"m\u0065thod":"calc.add","params":[1,2]}""", """{"jsonrpc":"2.0","result":3,"id":1}""")]
    [InlineData("""{"\ud800":1,"jsonrpc":"2.0","id":1,"method":"calc.nothing"}""", """{"jsonrpc":"2.0","result":null,"id":1}""")]
    [InlineData("""{"jsonrpc":"\ud800","id":1,"method":"calc.nothing"}""", """{"jsonrpc":"2.0","error":{"code":-32600,"message":"invalid request"},"id":1}""")]
    [InlineData("""[{"\ud800":1}]""", """[{"jsonrpc":"2.0","error":{"code":-32600,"message":"invalid request"},"id":null}]""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"\ud800"}""", """{"jsonrpc":"2.0","error":{"code":-32601,"message":"method not found"},"id":1}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"id":2,"method":"calc.add","params":[1,2]}""", """{"jsonrpc":"2.0","error":{"code":-32600,"message":"invalid request"},"id":2}""")]
    [InlineData(""" { "id" : 1 , "extra" : { "a" : [ ] } , "params" : [ 1 , 2 ] , "method" : "calc.add" , "jsonrpc" : "2.0" } """, """{"jsonrpc":"2.0","result":3,"id":1}""")]
    public async Task Escapes_order_and_space_change_nothing(string call, string reply) => Assert.Equal(reply, await CallAsync(call));

    private async Task<string> CallAsync(string message)
    {
        await _client.SendRawAsync(Encoding.UTF8.GetBytes(message));
        var answer = Encoding.UTF8.GetString(await _client.ReceiveRawAsync());
        Leaks.None(JsonNode.Parse(answer)!);
        return answer;
    }
}
