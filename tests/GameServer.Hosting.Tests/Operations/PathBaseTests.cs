using System.Net;
using System.Text.RegularExpressions;
using GameServer.Hosting.Tests.Infrastructure;

namespace GameServer.Hosting.Tests.Operations;

/// <summary>The program below a path of a host, behind a proxy that strips the path and behind one that keeps it.</summary>
public sealed partial class PathBaseTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/game", true)]
    [InlineData("/game", false)]
    [InlineData("/games/tanks/one", true)]
    [InlineData("/games/tanks/one", false)]
    public async Task Page_files_health_and_socket_are_found_below_a_path(string path, bool isStripped)
    {
        using var server = RunningServer.Start(_folder, isStripped ? [] : new() { ["PathBase"] = path });
        await using var proxy = await TestProxy.StartAsync(server.Url, path, isStripped);
        var home = new Uri(new Uri(proxy.Urls.Single()), path + "/");

        var page = await _http.GetStringAsync(home, Cancellation);
        var named = NamedFile().Matches(page).Select(match => match.Groups[1].Value).ToArray();
        Assert.Contains("assets/tanks.js", named);
        foreach (var file in named.Concat(["", "health/live", "health/ready"]))
        {
            using var answer = await _http.GetAsync(new Uri(home, file), Cancellation);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{file}: {answer.StatusCode}");
        }

        var socket = new UriBuilder(new Uri(home, "ws")) { Scheme = "ws" }.Uri;
        await using var client = await TestClient.ConnectAsync(socket, "gameserver.v1.json");
        await client.CallAsync("login.guest");
        await client.CallAsync("room.join");
        await client.EventAsync("room.snapshot");
    }

    [Theory]
    [InlineData("/game", "/game", "game/")]
    [InlineData("/game", "/game?invite=7", "game/?invite=7")]
    [InlineData("/game", "/game?to=//evil.example", "game/?to=//evil.example")]
    [InlineData("/games/tanks", "/games/tanks", "tanks/")]
    public async Task A_page_that_is_asked_for_without_its_slash_is_a_relative_redirect_away(string path, string asked, string location)
    {
        using var server = RunningServer.Start(_folder, new() { ["PathBase"] = path });
        await using var proxy = await TestProxy.StartAsync(server.Url, path, isStripped: false);
        foreach (var url in new[] { server.Url, new Uri(proxy.Urls.Single()) })
        {
            using var answer = await _http.GetAsync(new Uri(url, asked), Cancellation);
            Assert.Equal((HttpStatusCode.MovedPermanently, location), (answer.StatusCode, answer.Headers.Location?.OriginalString));
            Assert.True(answer.Headers.Contains("Content-Security-Policy"));
            using var there = await _http.GetAsync(new Uri(new Uri(url, asked), location), Cancellation);
            Assert.Equal((HttpStatusCode.OK, "text/html"), (there.StatusCode, there.Content.Headers.ContentType?.MediaType));
        }
    }

    [Fact]
    public async Task What_asks_without_the_path_is_served_too_and_what_only_begins_like_it_is_not()
    {
        using var server = RunningServer.Start(_folder, new() { ["PathBase"] = "/game" });
        foreach (var (path, status) in new[]
        {
            ("/", HttpStatusCode.OK), ("/health/ready", HttpStatusCode.OK), ("/ws", HttpStatusCode.UpgradeRequired),
            ("/game/ws", HttpStatusCode.UpgradeRequired), ("/gamers/", HttpStatusCode.NotFound), ("/game/game/", HttpStatusCode.NotFound),
        })
        {
            using var answer = await _http.GetAsync(new Uri(server.Url, path), Cancellation);
            Assert.True(answer.StatusCode == status, $"{path}: {answer.StatusCode}");
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _folder.Dispose();
    }

    [GeneratedRegex("""(?:src|href)="([^":#]+)"[^>]*>""")]
    private static partial Regex NamedFile();
}
