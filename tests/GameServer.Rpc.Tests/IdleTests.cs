using GameServer.Rpc.Tests.Support;

namespace GameServer.Rpc.Tests;

/// <summary>A line whose other end has gone without a word is noticed by pings, in real time.</summary>
public sealed class IdleTests
{
    [Fact]
    public async Task Whoever_answers_no_pings_is_cut()
    {
        await using var server = await TestServer.StartAsync(("IdleSeconds", "1"));
        using var counted = new Counters(server);
        using var client = await RawClient.OpenAsync(server.Url);
        Assert.Equal(RawFrame.Ping, (await client.ReadFrameAsync())!.Value.Opcode);
        Assert.Null(await client.ReadFrameAsync());
        await server.Host.FirstClosedAsync();
        await server.DisposeAsync();
        Assert.Equal(1, counted["rpc.closes idle"]);
        Assert.Equal(1, counted["rpc.limits.reached IdleSeconds"]);
    }

    [Fact]
    public async Task Whoever_answers_pings_stays_however_little_he_has_to_say()
    {
        await using var server = await TestServer.StartAsync(("IdleSeconds", "1"));
        using var client = await RawClient.OpenAsync(server.Url);
        for (var ping = 0; ping < 3; ping++)
        {
            var frame = (await client.ReadFrameAsync())!.Value;
            Assert.Equal(RawFrame.Ping, frame.Opcode);
            await client.SendAsync(RawClient.Frame(0x80 | RawFrame.Pong, frame.Body));
        }

        await client.SendTextAsync("""{"jsonrpc":"2.0","id":1,"method":"calc.add","params":[1,2]}""");
        Assert.Equal("""{"jsonrpc":"2.0","result":3,"id":1}""", await client.ReadTextAsync());
    }
}
