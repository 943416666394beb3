using System.Net;
using GameServer.Hosting.Tests.Infrastructure;
using GameServer.Rpc;

namespace GameServer.Hosting.Tests.Operations;

/// <summary>The program behind a reverse proxy: whose word about a client is taken.</summary>
public sealed class ProxyTests : IDisposable
{
    private static readonly Dictionary<string, string> OneGuestAnAddress = new() { ["Limits:GuestsPerAddressPerMinute"] = "1" };

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Behind_a_known_proxy_limits_go_by_the_client_s_own_address_and_its_page_may_connect()
    {
        using var server = RunningServer.Start(_folder, new(OneGuestAnAddress) { ["Proxy:KnownProxies:0"] = "127.0.0.1" });
        await using var proxy = await TestProxy.StartAsync(server.Url);
        var url = new Uri(proxy.Urls.Single());

        await using var ann = await ConnectAsync(url, "127.0.0.2");
        await ann.CallAsync("login.guest");
        await using var sameAddress = await ConnectAsync(url, "127.0.0.2");
        Assert.Equal(ErrorCodes.TooManyRequests, (await sameAddress.FailAsync("login.guest")).Code);
        await using var bob = await ConnectAsync(url, "127.0.0.3", origin: url);
        await bob.CallAsync("login.guest");
        await bob.CallAsync("room.join");
        await bob.EventAsync("room.snapshot");
    }

    [Fact]
    public async Task A_proxy_that_is_not_known_is_a_client_like_any_other()
    {
        using var server = RunningServer.Start(_folder, OneGuestAnAddress);
        await using var proxy = await TestProxy.StartAsync(server.Url);
        var url = new Uri(proxy.Urls.Single());

        await using var ann = await ConnectAsync(url, "127.0.0.2");
        await ann.CallAsync("login.guest");
        await using var bob = await ConnectAsync(url, "127.0.0.3");
        Assert.Equal(ErrorCodes.TooManyRequests, (await bob.FailAsync("login.guest")).Code);
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => ConnectAsync(url, "127.0.0.2", origin: url));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Theory]
    // From somebody who is no proxy; and handed on by a proxy that only adds what it saw itself.
    [InlineData("127.0.0.5", "192.0.2.1", "192.0.2.2")]
    [InlineData("127.0.0.1", "192.0.2.1, 203.0.113.7", "192.0.2.2, 203.0.113.7")]
    public async Task An_address_that_a_client_makes_up_is_not_believed(string from, string first, string second)
    {
        using var server = RunningServer.Start(_folder, new(OneGuestAnAddress) { ["Proxy:KnownNetworks:0"] = "127.0.0.1/32" });
        await using var ann = await ConnectAsync(server.Url, from, forwardedFor: first);
        await ann.CallAsync("login.guest");
        await using var again = await ConnectAsync(server.Url, from, forwardedFor: second);
        Assert.Equal(ErrorCodes.TooManyRequests, (await again.FailAsync("login.guest")).Code);
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("127.0.0.5", false)]
    public async Task Whether_a_page_came_over_TLS_only_a_known_proxy_can_tell(string from, bool isBelieved)
    {
        using var server = RunningServer.Start(_folder, new() { ["Proxy:KnownProxies:0"] = "127.0.0.1" });
        using var handler = new SocketsHttpHandler();
        TestClient.ComeFrom(handler, from);
        using var http = new HttpClient(handler);
        using var request = new HttpRequestMessage(HttpMethod.Get, server.Url)
        {
            Headers = { { "X-Forwarded-Proto", "https" }, { "X-Forwarded-Host", "game.example.org" } },
        };
        using var page = await http.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal(isBelieved, page.Headers.Contains("Strict-Transport-Security"));
    }

    public void Dispose() => _folder.Dispose();

    private static Task<TestClient> ConnectAsync(Uri url, string from, Uri? origin = null, string? forwardedFor = null) =>
        TestClient.ConnectAsync(RunningServer.WebSocketUrlOf(url), "gameserver.v1.json", (options, handler) =>
        {
            TestClient.ComeFrom(handler, from);
            if (origin is not null)
            {
                options.SetRequestHeader("Origin", origin.GetLeftPart(UriPartial.Authority));
            }

            if (forwardedFor is not null)
            {
                options.SetRequestHeader("X-Forwarded-For", forwardedFor);
            }
        });
}
