using GameServer.Rpc.Tests.Support;

namespace GameServer.Rpc.Tests;

/// <summary>What holds in every format, over a real WebSocket.</summary>
public abstract partial class RpcSuite(SharedServer shared, string? subprotocol, bool isText) : WireSuite(shared, subprotocol, isText)
{
    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"calc.add","params":[1,2]}""", """{"jsonrpc":"2.0","result":3,"id":1}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"calc.add","params":{"b":2,"a":1}}""", """{"jsonrpc":"2.0","result":3,"id":1}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"calc.scale","params":[{"x":2,"y":3}]}""", """{"jsonrpc":"2.0","result":{"x":4,"y":6},"id":1}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"calc.scale","params":{"factor":3,"point":{"x":2}}}""", """{"jsonrpc":"2.0","result":{"x":6,"y":21},"id":1}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"calc.half","params":[3]}""", """{"jsonrpc":"2.0","result":1.5,"id":1}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"calc.describe","params":["bigSquare"]}""", """{"jsonrpc":"2.0","result":"BigSquare:","id":1}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"calc.describe","params":["circle",null]}""", """{"jsonrpc":"2.0","result":"Circle:","id":1}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"calc.length","params":["åß漢😀"]}""", """{"jsonrpc":"2.0","result":5,"id":1}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"calc.nothing"}""", """{"jsonrpc":"2.0","result":null,"id":1}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"calc.nothing","params":[]}""", """{"jsonrpc":"2.0","result":null,"id":1}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"calc.nothing","params":{}}""", """{"jsonrpc":"2.0","result":null,"id":1}""")]
    public async Task A_call_is_answered(string call, string reply) => Assert.Equal(reply, await Client.CallAsync(call));

    [Fact]
    public async Task A_notification_is_carried_out_and_not_answered()
    {
        await Client.SendAsync("""{"jsonrpc":"2.0","method":"calc.remember","params":[5]}""");
        await Client.SendAsync("""{"jsonrpc":"2.0","method":"calc.remember","params":{"value":6}}""");
        Assert.Equal(
            """{"jsonrpc":"2.0","result":[5,6],"id":1}""",
            await Client.CallAsync("""{"jsonrpc":"2.0","id":1,"method":"calc.remembered"}"""));
    }
}

public sealed class PlainJsonTests(SharedServer shared) : RpcSuite(shared, null, true);

public sealed class JsonTests(SharedServer shared) : RpcSuite(shared, "gameserver.v1.json", true);

public sealed class MessagePackTests(SharedServer shared) : RpcSuite(shared, "gameserver.v1.msgpack", false);
