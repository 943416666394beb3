using GameServer.Rpc.Tests.Support;

namespace GameServer.Rpc.Tests.Sockets;

/// <summary>
/// RFC 6455 in the groups of Autobahn's test suite, on our sockets and on ASP.NET Core's: each frame that comes, and that
/// the connection then ends at once, by FIN.
/// </summary>
public sealed class WebSocketConformanceTests(WebSocketServers servers) : IClassFixture<WebSocketServers>
{
    public static IEnumerable<TheoryDataRow<string, bool>> Rows() =>
        from isEpoll in new[] { true, false } from name in WebSocketCases.All.Keys select new TheoryDataRow<string, bool>(name, isEpoll);

    public static IEnumerable<TheoryDataRow<string, bool>> Ends() =>
        from isEpoll in new[] { true, false }
        from why in new[] { "no mask", "not UTF-8", "invalid close", "closed", "too big" }
        select new TheoryDataRow<string, bool>(why, isEpoll);

    [Theory, MemberData(nameof(Rows))]
    public async Task As_specified(string name, bool isEpoll)
    {
        var server = servers[isEpoll];
        var (_, sent, answers) = WebSocketCases.All[name];
        using var client = await RawClient.OpenAsync(server.Url);
        foreach (var bytes in sent)
        {
            await client.SendAsync(bytes);
        }

        var received = new List<string>();
        while (received.LastOrDefault()?.StartsWith("close", StringComparison.Ordinal) != true && await client.ReadFrameAsync() is { } frame)
        {
            received.Add(WebSocketCase.Show(frame));
        }

        Assert.Equal(answers, received);
        Assert.Equal("FIN", await client.ReadEndAsync());
        Assert.DoesNotContain(server.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    /// <summary>The client sends on for long before it reads: what it reads is whole.</summary>
    [Theory, MemberData(nameof(Ends))]
    public async Task The_close_frame_arrives_although_megabytes_are_under_way(string why, bool isEpoll)
    {
        var server = servers[isEpoll];
        using var client = await RawClient.OpenAsync(server.Url);
        await client.SendAsync(why switch
        {
            "no mask" => new byte[] { 0x81, 2, (byte)'{', (byte)'}' },
            "not UTF-8" => RawClient.Frame(0x81, [0xff]),
            "invalid close" => WebSocketCase.Closing(999),
            "closed" => WebSocketCase.Bye,
            _ => new byte[] { 0x81, 0xff, 0, 0, 0, 0, 0x7f, 0, 0, 0, 1, 2, 3, 4 },
        });
        var part = new byte[64 * 1024];
        for (var sent = 0; sent < 16 * 1024 * 1024; sent += part.Length)
        {
            if (!await client.TrySendAsync(part))
            {
                // The server has had enough, and what it said is still there.
                break;
            }
        }

        var frame = (await client.ReadFrameAsync())!.Value;
        Assert.Equal(why switch { "not UTF-8" => 1007, "too big" => 1009, "closed" => 1000, _ => 1002 }, frame.CloseCode);
    }
}

/// <summary>
/// A server on each kind of sockets. The clock of the first stands still: nothing ends since its time is over. ASP.NET
/// Core's sockets cannot end one way alone; behind broken frames they are read until nothing comes for a moment.
/// </summary>
public sealed class WebSocketServers : IAsyncLifetime
{
    private TestServer _epoll = null!;
    private TestServer _kestrel = null!;

    public TestServer this[bool isEpoll] => isEpoll ? _epoll : _kestrel;

    public async ValueTask InitializeAsync()
    {
        _epoll = await TestServer.StartAsync(("ConnectionsPerAddress", "0"), ("IdleSeconds", "0"), ("SignInSeconds", "0"));
        _kestrel = await TestServer.StartAsync(("ConnectionsPerAddress", "0"), ("IdleSeconds", "0"), ("SignInSeconds", "0"), ("Network:Epoll", "false"), TestServer.RealClock);
    }

    public async ValueTask DisposeAsync()
    {
        await _epoll.DisposeAsync();
        await _kestrel.DisposeAsync();
    }
}
