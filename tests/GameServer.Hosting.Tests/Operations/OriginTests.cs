using System.Net;
using GameServer.Hosting.Tests.Infrastructure;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;

namespace GameServer.Hosting.Tests.Operations;

/// <summary>The page on another host than the server, as "Host the page elsewhere" of docker/README.md has it.</summary>
public sealed class OriginTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_that_is_hosted_elsewhere_connects_where_it_is_listed_and_any_other_gets_403()
    {
        await using var elsewhere = await ServePageAsync();
        var origin = elsewhere.Urls.Single();
        using var http = new HttpClient();
        Assert.Contains("<title>", await http.GetStringAsync(new Uri(origin), Cancellation), StringComparison.Ordinal);

        using var server = RunningServer.Start(_folder, new()
        {
            ["Web:Origins:0"] = "https://play.example.org",
            ["Web:Origins:1"] = origin,
        });
        foreach (var allowed in new[] { origin, "https://play.example.org", server.Url.GetLeftPart(UriPartial.Authority) })
        {
            await using var client = await ConnectAsync(server, allowed);
            await client.CallAsync("login.guest");
        }

        foreach (var foreign in new[] { "https://evil.example.org", "http://play.example.org", "http://127.0.0.1:1", "null" })
        {
            await AssertRefusedAsync(server, foreign);
        }
    }

    [Theory]
    [InlineData("http://localhost:5173", true)]
    [InlineData("https://localhost", true)]
    [InlineData("http://127.0.0.1:1", true)]
    [InlineData("http://127.0.0.2:8080", true)]
    [InlineData("http://[::1]:3000", true)]
    [InlineData("http://game.localhost:3000", true)]
    [InlineData("https://evil.example.org", false)]
    [InlineData("http://localhost.example.org", false)]
    [InlineData("http://notlocalhost:5173", false)]
    [InlineData("http://127.0.0.1.example.org", false)]
    [InlineData("http://192.168.1.2:5173", false)]
    [InlineData("ftp://localhost", false)]
    [InlineData("null", false)]
    public async Task In_Development_pages_of_this_machine_connect_from_any_port_and_nowhere_else_do_they(string origin, bool isLoopback)
    {
        using var development = RunningServer.Start(_folder, new() { ["environment"] = "Development" });
        if (isLoopback)
        {
            await using var client = await ConnectAsync(development, origin);
            await client.CallAsync("login.guest");
        }
        else
        {
            await AssertRefusedAsync(development, origin);
        }

        using var folder = new TemporaryFolder();
        using var production = RunningServer.Start(folder);
        await AssertRefusedAsync(production, origin);
    }

    [Fact]
    public async Task A_token_in_the_address_signs_nobody_in()
    {
        using var server = RunningServer.Start(_folder);
        await using var ann = await server.ConnectAsync();
        var token = (await ann.CallAsync("login.guest")).GetProperty("token").GetString();
        var url = new UriBuilder(server.WebSocketUrl) { Query = $"token={token}&access_token={token}" }.Uri;
        await using var other = await TestClient.ConnectAsync(url, "gameserver.v1.json");
        Assert.Equal(Rpc.ErrorCodes.SignInFirst, (await other.FailAsync("room.join")).Code);
    }

    public void Dispose() => _folder.Dispose();

    private static async Task AssertRefusedAsync(RunningServer server, string origin)
    {
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => ConnectAsync(server, origin));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    private static Task<TestClient> ConnectAsync(RunningServer server, string origin) => TestClient.ConnectAsync(
        server.WebSocketUrl, "gameserver.v1.json", (options, _) => options.SetRequestHeader("Origin", origin));

    private static async Task<WebApplication> ServePageAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var page = builder.Build();
        page.UseFileServer(new FileServerOptions { FileProvider = new PhysicalFileProvider(Path.Combine(TestRepository.Root, "wwwroot")) });
        await page.StartAsync(Cancellation);
        return page;
    }
}
