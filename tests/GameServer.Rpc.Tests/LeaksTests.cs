using System.Text.Json.Nodes;
using GameServer.Rpc.Tests.Support;

namespace GameServer.Rpc.Tests;

/// <summary>The check that every error of these tests goes through does see what must not be seen.</summary>
public sealed class LeaksTests
{
    [Theory]
    [InlineData("System.InvalidOperationException: no")]
    [InlineData("failed\n   at Somewhere.Do()")]
    [InlineData("GameServer.Rpc.Gate")]
    [InlineData("List`1")]
    [InlineData("/home/user/a.cs")]
    [InlineData("Program.cs")]
    [InlineData("MessagePack.MessagePackSerializationException")]
    public void What_tells_of_the_inside_is_seen(string message)
    {
        var reply = new JsonObject { ["error"] = new JsonObject { ["code"] = -32603, ["message"] = message } };
        Assert.ThrowsAny<Exception>(() => Leaks.None(reply));
        Assert.ThrowsAny<Exception>(() => Leaks.None(new JsonArray(reply)));
    }

    [Fact]
    public void Ordinary_errors_pass() => Leaks.None(JsonNode.Parse(
        """{"jsonrpc":"2.0","error":{"code":1005,"message":"argument 'a' must be 1 to 5, or null","data":{"retryAfterMs":250}},"id":7}""")!);
}
