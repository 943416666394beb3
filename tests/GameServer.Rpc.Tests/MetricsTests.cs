using System.Net.WebSockets;
using GameServer.Rpc.Tests.Support;

namespace GameServer.Rpc.Tests;

/// <summary>What happens is counted.</summary>
public sealed class MetricsTests
{
    [Fact]
    public async Task Messages_bytes_errors_and_closes_are_counted()
    {
        await using var server = await TestServer.StartAsync();
        using var counted = new Counters(server);
        const string Call = """{"jsonrpc":"2.0","id":1,"method":"calc.add","params":[1,2]}""";
        using (var client = new TestClient(await server.OpenAsync(), true))
        {
            await client.CallAsync(Call);
            await client.CallAsync("""{"jsonrpc":"2.0","id":1,"method":"calc.divide"}""");
            await client.CallAsync("1");
            await client.Socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, TestContext.Current.CancellationToken);
        }

        await server.DisposeAsync();
        Assert.Equal(3, counted["rpc.messages.received"]);
        Assert.Equal(Call.Length + 47 + 1, counted["rpc.bytes.received"]);
        Assert.Equal(3, counted["rpc.messages.sent"]);
        Assert.Equal(1, counted["rpc.errors -32601"]);
        Assert.Equal(1, counted["rpc.errors -32600"]);
        Assert.Equal(1, counted["rpc.closes closed by client"]);
        Assert.Equal(0, counted["rpc.connections"]);
    }
}
