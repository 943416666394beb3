using System.Net.WebSockets;
using GameServer.Rpc.Tests.Support;

namespace GameServer.Rpc.Tests;

/// <summary>Who may hold a line, and for how long without saying who he is.</summary>
public abstract partial class LimitSuite
{
    [Fact]
    public async Task Whoever_neither_signs_in_nor_watches_is_closed()
    {
        var (server, client, _) = await StartAsync();
        await using var stop = server;
        using var counted = new Counters(server);
        Assert.Equal(AliveReply, await client.CallAsync(Alive));
        server.Time.Advance(TimeSpan.FromSeconds(29.9));
        Assert.Equal(AliveReply, await client.CallAsync(Alive));
        server.Time.Advance(TimeSpan.FromSeconds(0.2));
        Assert.Equal((1008, "sign-in timeout"), await client.ReceiveCloseAsync());
        Assert.Equal(1, counted["rpc.limits.reached SignInSeconds"]);
    }

    [Fact]
    public async Task Whoever_signs_in_or_watches_stays_and_has_the_time_again_when_he_stops()
    {
        // This client answers pings only while he reads.
        var (server, client, caller) = await StartAsync(("IdleSeconds", "0"));
        await using var stop = server;
        Assert.Equal(AliveReply, await client.CallAsync(Alive));
        caller.IsWatching = true;
        server.Time.Advance(TimeSpan.FromSeconds(31));
        (caller.IsWatching, caller.IsSignedIn) = (false, true);
        server.Time.Advance(TimeSpan.FromSeconds(31));
        caller.IsSignedIn = false;
        server.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(AliveReply, await client.CallAsync(Alive));
        server.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal((1008, "sign-in timeout"), await client.ReceiveCloseAsync());
    }

    [Fact]
    public async Task An_address_has_no_more_connections_than_the_limit_and_is_told()
    {
        await using var server = await TestServer.StartAsync(("ConnectionsPerAddress", "2"));
        using var counted = new Counters(server);
        using var first = await ConnectAsync(server);
        Assert.Equal(AliveReply, await first.CallAsync(Alive));
        using (var second = await ConnectAsync(server))
        {
            Assert.Equal(AliveReply, await second.CallAsync(Alive));
            using var third = await ConnectAsync(server);
            Assert.Equal((1008, "too many connections"), await third.ReceiveCloseAsync());
            await second.Socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, TestContext.Current.CancellationToken);
        }

        Assert.Equal(1, counted["rpc.limits.reached ConnectionsPerAddress"]);
        Assert.Equal(2, server.Host.Opened.Count);
        Assert.Equal(AliveReply, await first.CallAsync(Alive));

        // The places are free again when the server has seen the two end, which no message tells.
        while (!await IsServedAsync())
        {
        }

        async Task<bool> IsServedAsync()
        {
            try
            {
                using var next = await ConnectAsync(server);
                await next.SendAsync(Alive);
                var received = await next.Socket.ReceiveAsync(new byte[4096], TestContext.Current.CancellationToken);
                return received.MessageType != WebSocketMessageType.Close;
            }
            catch (WebSocketException)
            {
                return false;
            }
        }
    }

    [Fact]
    public async Task Whoever_fills_the_places_of_the_refused_too_is_cut()
    {
        await using var server = await TestServer.StartAsync(("ConnectionsPerAddress", "1"));
        using var first = await ConnectAsync(server);
        Assert.Equal(AliveReply, await first.CallAsync(Alive));
        using var second = await RawClient.OpenAsync(server.Url, Subprotocol);
        Assert.Equal(1008, (await second.ReadFrameAsync())!.Value.CloseCode);
        using var third = await RawClient.ConnectAsync(server.Url);
        await third.SendAsync(RawClient.Upgrade(server.Url, Subprotocol));
        Assert.DoesNotContain("too many", await third.ReadAllAsync(), StringComparison.Ordinal);
        server.Time.Advance(TimeSpan.FromSeconds(2.1));
        Assert.Null(await second.ReadFrameAsync());
        Assert.Equal(AliveReply, await first.CallAsync(Alive));
    }
}
