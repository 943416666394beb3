using System.Net.WebSockets;
using GameServer.Rpc.Metrics;
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

    [Fact]
    public async Task A_listener_that_comes_late_sees_the_true_totals()
    {
        await using var server = await TestServer.StartAsync();
        using var client = new TestClient(await server.OpenAsync(), true);
        await client.CallAsync("""{"jsonrpc":"2.0","id":1,"method":"calc.add","params":[1,2]}""");
        await client.CallAsync("1");

        using var counted = new Counters(server);
        Assert.Equal(1, counted["rpc.connections"]);
        Assert.Equal(2, counted["rpc.messages.received"]);
        Assert.Equal(2, counted["rpc.messages.sent"]);
        Assert.Equal(1, counted["rpc.errors -32600"]);
        await client.CallAsync("1");
        Assert.Equal(3, counted["rpc.messages.received"]);
        Assert.Equal(2, counted["rpc.errors -32600"]);
    }

    [Fact]
    public void Values_of_a_tag_beyond_a_bound_are_counted_together()
    {
        var totals = new TotalsBy<int>("code");
        for (var code = 0; code < 10 * TotalsBy<int>.Most; code++)
        {
            totals.Add(code);
        }

        totals.Add(3);
        var measured = totals.Measure().ToDictionary(one => one.Tags[0].Value!, one => one.Value);
        Assert.Equal(TotalsBy<int>.Most + 1, measured.Count);
        Assert.Equal((2, 9 * TotalsBy<int>.Most), (measured[3], measured["other"]));
    }

    [Fact]
    public void Counting_allocates_nothing()
    {
        var (total, totals) = (new Total(), new TotalsBy<string>("reason"));
        totals.Add("flood");
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var time = 0; time < 1000; time++)
        {
            total.Add(1);
            totals.Add("flood");
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
