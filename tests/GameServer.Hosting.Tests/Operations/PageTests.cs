using System.Net;
using System.Net.Http.Headers;
using GameServer.Hosting.Operations;
using GameServer.Hosting.Tests.Infrastructure;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

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
        Assert.Contains("default-src 'none'; script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("require-trusted-types-for 'script'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("*", policy, StringComparison.Ordinal);
        AssertProtected(page);
    }

    [Fact]
    public async Task A_developers_page_may_connect_to_this_machine_by_any_of_its_names_and_the_rest_of_the_policy_stands()
    {
        using var folder = new TemporaryFolder();
        using var development = RunningServer.Start(folder, new() { ["environment"] = "Development" });
        var policies = new List<string>();
        foreach (var url in new[] { _server.Url, development.Url })
        {
            using var page = await _http.GetAsync(url, Cancellation);
            policies.Add(Assert.Single(page.Headers.GetValues("Content-Security-Policy")));
        }

        Assert.Contains("connect-src 'self';", policies[0], StringComparison.Ordinal);
        Assert.Equal(policies[0].Replace("connect-src 'self';", "connect-src 'self' ws: wss:;", StringComparison.Ordinal), policies[1]);
    }

    [Theory]
    [InlineData("/nowhere", HttpStatusCode.NotFound)]
    [InlineData("/health/live", HttpStatusCode.OK)]
    [InlineData("/assets/", HttpStatusCode.NotFound)]
    [InlineData("/ws", HttpStatusCode.UpgradeRequired)]
    public async Task Every_answer_is_protected_and_tells_nothing_of_the_inside(string path, HttpStatusCode status)
    {
        using var answer = await _http.GetAsync(new Uri(path, UriKind.Relative), Cancellation);
        Assert.Equal(status, answer.StatusCode);
        AssertProtected(answer);
        Assert.Null(Leak.Find(await answer.Content.ReadAsStringAsync(Cancellation)));
    }

    [Fact]
    public async Task A_refused_page_and_an_unknown_host_hear_no_more_than_that()
    {
        using var foreign = new HttpRequestMessage(HttpMethod.Get, "/ws") { Headers = { { "Origin", "https://evil.example" } } };
        using var refused = await _http.SendAsync(foreign, Cancellation);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        AssertProtected(refused);
        Assert.Empty(await refused.Content.ReadAsByteArrayAsync(Cancellation));

        using var folder = new TemporaryFolder();
        using var one = RunningServer.Start(folder, new() { ["AllowedHosts"] = "game.example.org" });
        using var unknown = await _http.GetAsync(one.Url, Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
        Assert.Null(Leak.Find(await unknown.Content.ReadAsStringAsync(Cancellation)));
    }

    [Theory]
    [InlineData("Development")]
    [InlineData("Production")]
    public async Task What_fails_is_answered_by_500_and_nothing_more(string environment)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ContentRootPath = TestRepository.Root,
            EnvironmentName = environment,
        });
        using var folder = new TemporaryFolder();
        builder.Configuration.AddInMemoryCollection(
        [
            new("urls", "http://127.0.0.1:0"), new("ConnectionStrings:GameServer", $"Data Source={Path.Combine(folder.Path, "one.db")}"),
        ]);
        builder.Logging.ClearProviders();
        builder.AddGameServer();
        await using var app = builder.Build();
        app.UseWebClient();
        app.MapGameServer();
        app.MapGet("/fail", IResult () => throw new InvalidOperationException("secret"));
        await app.StartAsync(Cancellation);

        using var answer = await _http.GetAsync(new Uri($"{app.Urls.Single()}/fail"), Cancellation);
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        AssertProtected(answer);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(Cancellation));
        await app.StopAsync(Cancellation);
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

    private static void AssertProtected(HttpResponseMessage answer)
    {
        Assert.StartsWith("default-src 'none';", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("DENY", Assert.Single(answer.Headers.GetValues("X-Frame-Options")));
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.False(answer.Headers.Contains("Server"));
    }

    public void Dispose()
    {
        _http.Dispose();
        _server.Dispose();
        _folder.Dispose();
    }
}
