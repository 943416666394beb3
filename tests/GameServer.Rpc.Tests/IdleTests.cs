using GameServer.Rpc.Tests.Support;

namespace GameServer.Rpc.Tests;

/// <summary>A line whose other end has gone without a word is noticed by pings.</summary>
public sealed class IdleTests
{
    private const string Call = """{"jsonrpc":"2.0","id":1,"method":"calc.add","params":[1,2]}""";
    private const string Reply = """{"jsonrpc":"2.0","result":3,"id":1}""";

    // Half of the time, and the moment by which a look at all lines may come late.
    private static readonly TimeSpan Half = TimeSpan.FromSeconds(16);

    [Fact]
    public async Task Whoever_answers_no_pings_is_cut()
    {
        await using var server = await TestServer.StartAsync(("SignInSeconds", "0"));
        using var counted = new Counters(server);
        using var client = await RawClient.OpenAsync(server.Url);
        await AskAsync(client);
        server.Time.Advance(TimeSpan.FromSeconds(1));
        server.Time.Advance(Half);
        Assert.Equal(RawFrame.Ping, (await client.ReadFrameAsync())!.Value.Opcode);
        server.Time.Advance(TimeSpan.FromSeconds(13));
        Assert.False(server.Host.FirstClosedAsync().IsCompleted);
        server.Time.Advance(TimeSpan.FromSeconds(3));
        Assert.Null(await client.ReadFrameAsync());
        await server.Host.FirstClosedAsync();
        await server.DisposeAsync();
        Assert.Equal(1, counted["rpc.closes idle"]);
        Assert.Equal(1, counted["rpc.limits.reached IdleSeconds"]);
    }

    [Fact]
    public async Task Whoever_answers_pings_stays_however_little_he_has_to_say()
    {
        await using var server = await TestServer.StartAsync(("SignInSeconds", "0"));
        using var client = await RawClient.OpenAsync(server.Url);
        for (var ping = 0; ping < 3; ping++)
        {
            await AskAsync(client);
            server.Time.Advance(TimeSpan.FromSeconds(1));
            server.Time.Advance(Half);
            var frame = (await client.ReadFrameAsync())!.Value;
            Assert.Equal(RawFrame.Ping, frame.Opcode);
            await client.SendAsync(RawClient.Frame(0x80 | RawFrame.Pong, frame.Body));
        }

        await AskAsync(client);
    }

    [Fact]
    public async Task Whoever_is_not_read_because_his_calls_run_is_not_taken_for_gone()
    {
        await using var server = await TestServer.StartAsync(("SignInSeconds", "0"), ("InFlight", "1"));
        using var client = await RawClient.OpenAsync(server.Url);
        await client.SendTextAsync("""{"jsonrpc":"2.0","id":1,"method":"calc.wait","params":[1]}""");
        while (!server.Waits.IsAwaited(1))
        {
            await Task.Yield();
        }

        for (var seconds = 0; seconds < 120; seconds++)
        {
            server.Time.Advance(TimeSpan.FromSeconds(1));
        }

        server.Waits.For(1).SetResult(7);
        Assert.Equal("""{"jsonrpc":"2.0","result":7,"id":1}""", await client.ReadTextAsync());
        await AskAsync(client);
    }

    /// <summary>Until the server has read what was sent before.</summary>
    private static async Task AskAsync(RawClient client)
    {
        await client.SendTextAsync(Call);
        Assert.Equal(Reply, await client.ReadTextAsync());
    }
}
