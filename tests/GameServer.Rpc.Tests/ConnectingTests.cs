using System.Net;
using System.Net.WebSockets;
using System.Text;
using GameServer.Rpc.Configuration;
using GameServer.Rpc.Tests.Support;
using GameServer.Rpc.Transport.WebSockets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GameServer.Rpc.Tests;

/// <summary>Who may connect, and which format is agreed.</summary>
public sealed class ConnectingTests : IAsyncLifetime
{
    private TestServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await TestServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData(null, null)]
    [InlineData("gameserver.v1.json", "gameserver.v1.json")]
    [InlineData("gameserver.v1.msgpack", "gameserver.v1.msgpack")]
    public async Task A_subprotocol_that_is_spoken_is_agreed(string? offered, string? agreed)
    {
        using var socket = await _server.OpenAsync(offered);
        Assert.Equal(agreed, socket.SubProtocol);
    }

    [Fact]
    public async Task What_is_no_name_of_a_subprotocol_is_not_offered()
    {
        using var client = await RawClient.OpenAsync(_server.Url, "\"gameserver.v1.msgpack\", gameserver v1, gameserver.v1.json\"");
        await client.SendTextAsync("""{"jsonrpc":"2.0","id":1,"method":"calc.add","params":[1,2]}""");
        Assert.Equal("""{"jsonrpc":"2.0","result":3,"id":1}""", await client.ReadTextAsync());
    }

    [Fact]
    public async Task The_first_that_is_spoken_is_chosen()
    {
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("gameserver.v9.json");
        socket.Options.AddSubProtocol("gameserver.v1.msgpack");
        socket.Options.AddSubProtocol("gameserver.v1.json");
        await socket.ConnectAsync(_server.Url, TestContext.Current.CancellationToken);
        Assert.Equal("gameserver.v1.msgpack", socket.SubProtocol);
    }

    [Fact]
    public async Task Whoever_offers_only_what_is_not_spoken_is_told_what_is()
    {
        using var client = new TestClient(await _server.OpenAsync("gameserver.v9.json"), true);
        Assert.Equal("gameserver.v9.json", client.Socket.SubProtocol);
        Assert.Equal(
            (1008, "update needed: gameserver.v1.json, gameserver.v1.msgpack"), await client.ReceiveCloseAsync());
        Assert.Empty(_server.Host.Opened);
    }

    [Fact]
    public async Task The_headers_of_a_request_that_was_accepted_are_forgotten()
    {
        using (await _server.OpenAsync(origin: $"http://{_server.Url.Authority}"))
        {
        }

        Assert.Empty(await _server.HeadersAtEnd);
    }

    [Fact]
    public async Task A_page_of_this_host_may_connect()
    {
        using var socket = await _server.OpenAsync(origin: $"http://{_server.Url.Authority}");
        Assert.Equal(WebSocketState.Open, socket.State);
    }

    [Theory]
    [InlineData("http://evil.example")]
    [InlineData("http://127.0.0.1")]
    [InlineData("null")]
    [InlineData("file://")]
    public async Task A_page_from_elsewhere_gets_403(string origin)
    {
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", origin);
        socket.Options.CollectHttpResponseDetails = true;
        await Assert.ThrowsAsync<WebSocketException>(
            () => socket.ConnectAsync(_server.Url, TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.Forbidden, socket.HttpStatusCode);
        Assert.Empty(_server.Host.Opened);
    }

    [Theory]
    [InlineData("https://game.example", "game.example", true)]
    [InlineData("https://game.example", "GAME.example", true)]
    [InlineData("https://game.example", "game.example:443", true)]
    [InlineData("https://game.example:8443", "game.example:8443", true)]
    [InlineData("http://[::1]:5080", "[::1]:5080", true)]
    [InlineData("https://game.example", "game.example:80", false)]
    [InlineData("https://game.example:8443", "game.example", false)]
    [InlineData("https://game.example.evil.example", "game.example", false)]
    [InlineData("https://game.example@evil.example", "game.example", false)]
    [InlineData("https://ann:secret@game.example", "game.example", false)]
    [InlineData("https://game.example/page", "game.example", false)]
    [InlineData("https://game.example?x", "game.example", false)]
    [InlineData("https://game.example#x", "game.example", false)]
    [InlineData("https:\\\\game.example", "game.example", false)]
    [InlineData("ftp://game.example", "game.example", false)]
    [InlineData("game.example", "game.example", false)]
    [InlineData("https://game.example", "", false)]
    public void An_origin_is_ours_when_host_and_port_are_the_same(string origin, string host, bool isAllowed) =>
        Assert.Equal(isAllowed, Rule().Allows(origin, new HostString(host)));

    [Theory]
    [InlineData("https://play.example.org", true)]
    [InlineData("https://play.example.org:443", true)]
    [InlineData("HTTPS://PLAY.example.org", true)]
    [InlineData("http://localhost:8000", true)]
    [InlineData("https://bücher.example", true)]
    [InlineData("https://xn--bcher-kva.example", true)]
    [InlineData("http://play.example.org", false)]
    [InlineData("https://play.example.org:8443", false)]
    [InlineData("https://ann@play.example.org", false)]
    [InlineData("https://play.example.org/page", false)]
    [InlineData("https://play.example.org?x", false)]
    [InlineData("https://play.example.org#x", false)]
    [InlineData("https://play.example.org.evil.example", false)]
    [InlineData("https://evil.example", false)]
    [InlineData("null", false)]
    public void A_page_hosted_elsewhere_may_connect_when_it_is_listed(string origin, bool isAllowed) => Assert.Equal(
        isAllowed,
        Rule("https://Play.example.org", "http://localhost:8000", "https://bücher.example").Allows(origin, new HostString("game.example")));

    [Theory]
    [InlineData("capacitor://localhost")]
    [InlineData("ionic://localhost")]
    [InlineData("tauri://localhost")]
    [InlineData("http://tauri.localhost")]
    [InlineData("https://tauri.localhost")]
    [InlineData("app://.")]
    [InlineData("app://-")]
    [InlineData("app://localhost:1234")]
    [InlineData("chrome-extension://abcdefghijklmnopabcdefghijklmnop")]
    [InlineData("moz-extension://6f9619ff-8b86-d011-b42d-00c04fc964ff")]
    [InlineData("vscode-webview://1e2f3a4b5c6d7e8f9g0h")]
    [InlineData("file://")]
    [InlineData("null")]
    public void An_app_may_connect_when_its_origin_is_listed_and_else_not(string origin)
    {
        var range = new OptionsRange(WebOptions.Section);
        new WebOptions { Origins = { origin } }.Check(range);
        Assert.False(range.HasFailed);
        var host = new HostString("game.example");
        Assert.True(Rule(origin).Allows(origin, host));
        Assert.False(Rule("capacitor://other", "app://other", "https://play.example.org").Allows(origin, host));
        Assert.False(Rule(origin).Allows(origin + ".evil", host));
        Assert.False(Rule(origin).Allows($"{origin}, {origin}", host));
    }

    [Fact]
    public async Task A_refused_origin_is_logged_once_a_minute_with_the_key_that_allows_it_and_never_more_than_so_many()
    {
        await using var server = await TestServer.StartAsync();
        async Task RefuseAsync(string origin) => await Assert.ThrowsAsync<WebSocketException>(() => server.OpenAsync(origin: origin));
        string[] Lines() => [.. server.Log.Lines.Where(line => line.Contains("Web:Origins", StringComparison.Ordinal))];

        await RefuseAsync("capacitor://localhost");
        await RefuseAsync("capacitor://localhost");
        Assert.Equal("capacitor://localhost", Assert.Single(Lines()).Split(' ')[6]);
        server.Time.Advance(TimeSpan.FromMinutes(1));
        await RefuseAsync("capacitor://localhost");
        Assert.Equal(2, Lines().Length);
        for (var page = 0; page < 50; page++)
        {
            await RefuseAsync($"http://page{page}.example");
        }

        Assert.Equal(1 + 32, Lines().Length);
    }

    [Theory]
    [InlineData("capacitor://localhost/")]
    [InlineData("capacitor://")]
    [InlineData("capacitor://*")]
    [InlineData("capacitor://ann@localhost")]
    [InlineData("capacitor://local host")]
    [InlineData("capacitor:localhost")]
    [InlineData("app://localhost?x")]
    [InlineData("app://localhost\n")]
    [InlineData("ws://localhost")]
    [InlineData("ftp://play.example.org")]
    [InlineData("file:///home")]
    [InlineData("NULL")]
    [InlineData("https://play.example.org/")]
    [InlineData("https://play.example.org/page")]
    [InlineData("https://*.example.org")]
    [InlineData("https://ann@play.example.org")]
    [InlineData("play.example.org")]
    [InlineData("wss://play.example.org")]
    [InlineData("*")]
    [InlineData("")]
    public void What_is_listed_and_no_origin_is_named_at_start_up(string origin)
    {
        var range = new OptionsRange(WebOptions.Section);
        new WebOptions { Origins = { "https://game.example", origin } }.Check(range);
        Assert.Equal(
            [$"Web:Origins:1 is '{origin}'; it must be a scheme, a host and perhaps a port, as in https://play.example.org."],
            range.Result.Failures!);
    }

    [Theory]
    [InlineData("Development", 1)]
    [InlineData("Production", 0)]
    public void The_log_says_once_where_pages_of_this_machine_may_connect(string environment, int lines)
    {
        using var log = new LogLines();
        var rule = Rule(environment, log);
        foreach (var port in new[] { 1, 2 })
        {
            Assert.Equal(lines > 0, rule.Allows($"http://localhost:{port}", new HostString("127.0.0.1:5080")));
        }

        Assert.Equal(lines, log.Lines.Count(line => line.StartsWith("Information 120 Development: pages of this machine", StringComparison.Ordinal)));
    }

    private static OriginRule Rule(params string[] listed) => Rule("Production", new LogLines(), listed);

    private static OriginRule Rule(string environment, LogLines log, params string[] listed)
    {
        var options = new WebOptions();
        foreach (var origin in listed)
        {
            options.Origins.Add(origin);
        }

        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(log));
        return new OriginRule(Options.Create(options), new HostingEnvironment { EnvironmentName = environment }, loggers.CreateLogger<OriginRule>());
    }

    /// <summary>Lines of the handshake in place of the usual ones, each with the status that it is answered.</summary>
    [Theory]
    [InlineData(101, "", "")]
    [InlineData(101, "Upgrade: websocket", "Upgrade: WebSocket")]
    [InlineData(101, "Connection: Upgrade", "Connection: keep-alive, upgrade")]
    [InlineData(101, "Sec-WebSocket-Version: 13", "Sec-WebSocket-Version:   13  ")]
    [InlineData(101, "HTTP/1.1\r\n", "HTTP/1.1\r\nSec-WebSocket-Protocol: other\r\nSec-WebSocket-Protocol: gameserver.v1.json\r\n")]
    [InlineData(426, "HTTP/1.1", "HTTP/1.0")]
    [InlineData(505, "HTTP/1.1", "HTTP/1.2")]
    [InlineData(505, "HTTP/1.1", "HTTP/2.0")]
    [InlineData(426, "GET", "POST")]
    [InlineData(426, "GET", "get")]
    [InlineData(400, "Host: #\r\n", "")]
    [InlineData(400, "Host: #\r\n", "Host: #\r\nHost: #\r\n")]
    [InlineData(400, "Host: #", "Host: a b")]
    [InlineData(426, "Upgrade: websocket\r\n", "")]
    [InlineData(426, "Upgrade: websocket", "Upgrade: h2c")]
    [InlineData(426, "Connection: Upgrade\r\n", "")]
    [InlineData(426, "Connection: Upgrade", "Connection: close")]
    [InlineData(426, "Sec-WebSocket-Version: 13\r\n", "")]
    [InlineData(426, "Sec-WebSocket-Version: 13", "Sec-WebSocket-Version: 8")]
    [InlineData(426, "Sec-WebSocket-Version: 13", "Sec-WebSocket-Version: 13, 8")]
    [InlineData(426, "Sec-WebSocket-Version: 13\r\n", "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Version: 13\r\n")]
    [InlineData(426, "Sec-WebSocket-Version: 13", "Sec-WebSocket-Version: 013")]
    [InlineData(426, "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n", "")]
    [InlineData(426, "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Key: ")]
    [InlineData(426, "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ")]
    [InlineData(426, "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25j")]
    [InlineData(426, "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZWU=")]
    [InlineData(426, "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub2 5jZQ==")]
    [InlineData(426, "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==")]
    public async Task A_handshake_is_taken_as_RFC_6455_has_it_and_else_refused(int status, string usual, string instead)
    {
        usual = usual.Replace("#", _server.Url.Authority, StringComparison.Ordinal);
        instead = instead.Replace("#", _server.Url.Authority, StringComparison.Ordinal);
        var request = Encoding.ASCII.GetString(RawClient.Upgrade(_server.Url));
        using var client = await RawClient.ConnectAsync(_server.Url);
        await client.SendAsync(Encoding.ASCII.GetBytes(usual.Length == 0 ? request : request.Replace(usual, instead, StringComparison.Ordinal)));
        var head = await client.ReadHeadAsync();
        Assert.StartsWith($"HTTP/1.1 {status} ", head, StringComparison.Ordinal);
        Assert.Equal(status == 426, head.Contains("\r\nUpgrade: websocket\r\n", StringComparison.Ordinal) && head.Contains("\r\nSec-WebSocket-Version: 13\r\n", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_no_WebSocket_is_told_to_upgrade()
    {
        using var http = new HttpClient();
        var url = new UriBuilder(_server.Url) { Scheme = "http" }.Uri;
        using var response = await http.GetAsync(url, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.UpgradeRequired, response.StatusCode);
    }

    [Fact]
    public async Task What_is_no_WebSocket_over_HTTP_2_is_refused_without_a_warning_in_the_log()
    {
        await using var server = await TestServer.StartAsync(HttpProtocols.Http2);
        using var http = new HttpClient { DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        using var response = await http.GetAsync(new UriBuilder(server.Url) { Scheme = "http" }.Uri, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.UpgradeRequired, response.StatusCode);
        Assert.Equal("13", Assert.Single(response.Headers.GetValues("Sec-WebSocket-Version")));
        Assert.Empty(server.Log.Lines);
    }

    [Theory]
    [InlineData("Sec-WebSocket-Version: 8", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==")]
    [InlineData("Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZQ==")]
    [InlineData("Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: no base64 at all!!!!")]
    [InlineData("Sec-WebSocket-Version: 13", "X-Nothing: x")]
    public async Task What_is_no_handshake_of_version_13_is_told_what_would_be(string version, string key)
    {
        using var client = await RawClient.ConnectAsync(_server.Url);
        await client.SendAsync(Encoding.ASCII.GetBytes(
            $"GET /ws HTTP/1.1\r\nHost: {_server.Url.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n{version}\r\n{key}\r\n\r\n"));
        var head = await client.ReadHeadAsync();
        Assert.StartsWith("HTTP/1.1 426 ", head, StringComparison.Ordinal);
        Assert.Contains("\r\nSec-WebSocket-Version: 13\r\n", head, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The example of RFC 6455, section 1.3.</summary>
    [Fact]
    public async Task The_key_is_answered_as_the_RFC_says()
    {
        using var client = await RawClient.ConnectAsync(_server.Url);
        await client.SendAsync(RawClient.Upgrade(_server.Url, "gameserver.v1.msgpack"));
        var head = await client.ReadHeadAsync();
        Assert.StartsWith("HTTP/1.1 101 ", head, StringComparison.Ordinal);
        Assert.Contains("\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n", head, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("\r\nUpgrade: websocket\r\n", head, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("\r\nSec-WebSocket-Protocol: gameserver.v1.msgpack\r\n", head, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("gameserver.v1.msgpack", false)]
    public async Task HTTP_2_carries_a_WebSocket_too(string? offered, bool isText)
    {
        await using var server = await TestServer.StartAsync(HttpProtocols.Http2);
        using var handler = new SocketsHttpHandler();
        using var invoker = new HttpMessageInvoker(handler);
        using var socket = new ClientWebSocket();
        (socket.Options.HttpVersion, socket.Options.HttpVersionPolicy) = (HttpVersion.Version20, HttpVersionPolicy.RequestVersionExact);
        if (offered is not null)
        {
            socket.Options.AddSubProtocol(offered);
        }

        await socket.ConnectAsync(server.Url, invoker, TestContext.Current.CancellationToken);
        Assert.Equal(offered, socket.SubProtocol);
        using var client = new TestClient(socket, isText);
        Assert.Equal(
            """{"jsonrpc":"2.0","result":3,"id":1}""", await client.CallAsync("""{"jsonrpc":"2.0","id":1,"method":"calc.add","params":[1,2]}"""));
        await client.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"calc.bye"}""");
        Assert.Equal("""{"jsonrpc":"2.0","result":"bye","id":1}""", await client.ReceiveTextAsync());
        Assert.Equal((1008, "signed-out"), await client.ReceiveCloseAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Over_HTTP_2_a_close_frame_is_answered_and_read_whole(bool isEpoll)
    {
        await using var server = await TestServer.StartAsync(HttpProtocols.Http2, ("Network:Epoll", $"{isEpoll}"));
        using var handler = new SocketsHttpHandler();
        using var invoker = new HttpMessageInvoker(handler);
        foreach (var (isTooBig, code, reason) in new[] { (false, 3000, "closed by client"), (true, 1009, "message too big") })
        {
            using var socket = new ClientWebSocket();
            (socket.Options.HttpVersion, socket.Options.HttpVersionPolicy) = (HttpVersion.Version20, HttpVersionPolicy.RequestVersionExact);
            await socket.ConnectAsync(server.Url, invoker, TestContext.Current.CancellationToken);
            using var client = new TestClient(socket, true);
            if (isTooBig)
            {
                await client.SendRawAsync(new byte[4_000_000]);
            }
            else
            {
                await socket.CloseOutputAsync((WebSocketCloseStatus)code, "", TestContext.Current.CancellationToken);
            }

            Assert.Equal((code, reason), await client.ReceiveCloseAsync());
            if (isTooBig)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, TestContext.Current.CancellationToken);
            }

            Assert.Equal(WebSocketState.Closed, socket.State);
        }
    }
}
