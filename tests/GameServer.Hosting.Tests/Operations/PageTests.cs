using System.Net;
using System.Net.Http.Headers;
using GameServer.Hosting.Tests.Infrastructure;

namespace GameServer.Hosting.Tests.Operations;

public sealed class PageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RunningServer _server;
    private readonly HttpClient _http;

    public PageTests()
    {
        _server = RunningServer.Start(_folder);
        _http = new HttpClient { BaseAddress = _server.Url };
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_comes_under_a_policy_that_lets_no_foreign_code_run()
    {
        using var page = await _http.GetAsync(new Uri("/", UriKind.Relative), Cancellation);
        Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);
        var policy = Assert.Single(page.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'self'", policy, StringComparison.Ordinal);
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("*", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(page.Headers.GetValues("X-Content-Type-Options")));
        Assert.False(page.Headers.Contains("Server"));
    }

    [Fact]
    public async Task A_browser_asks_for_a_file_again_and_gets_304_while_it_is_the_same()
    {
        using var first = await _http.GetAsync(new Uri("/favicon.svg", UriKind.Relative), Cancellation);
        Assert.True(first.Headers.CacheControl?.NoCache);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/favicon.svg");
        request.Headers.IfNoneMatch.Add(Assert.IsType<EntityTagHeaderValue>(first.Headers.ETag));
        using var second = await _http.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task What_is_text_travels_compressed(string encoding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.AcceptEncoding.Add(new(encoding));
        using var page = await _http.SendAsync(request, Cancellation);
        Assert.Equal([encoding], page.Content.Headers.ContentEncoding);
        Assert.Contains("Accept-Encoding", page.Headers.Vary);
    }

    [Fact]
    public async Task Nothing_outside_of_wwwroot_is_served()
    {
        foreach (var path in new[] { "/appsettings.json", "/gameserver.db", "/..%2fappsettings.json", "/%2e%2e/appsettings.json" })
        {
            using var response = await _http.GetAsync(new Uri(path, UriKind.Relative), Cancellation);
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _server.Dispose();
        _folder.Dispose();
    }
}
