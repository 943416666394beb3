using System.Net;
using System.Text.RegularExpressions;
using EndToEnd.Tests.Infrastructure;

namespace EndToEnd.Tests;

/// <summary>A fresh clone, published once, is a whole program: the page and everything that it names are there.</summary>
public sealed partial class PublishTests(PublishedProgram program)
{
    private static readonly Dictionary<string, string> Types = new()
    {
        [".js"] = "text/javascript",
        [".css"] = "text/css",
        [".svg"] = "image/svg+xml",
        [".png"] = "image/png",
        [".ico"] = "image/x-icon",
        [".webmanifest"] = "application/manifest+json",
        [".json"] = "application/json",
    };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_url_that_the_page_names_is_served_with_its_type()
    {
        await using var server = await program.StartAsync();
        using var client = new HttpClient { BaseAddress = server.Url };
        var page = await client.GetAsync("/", Cancelled);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);

        var named = Named().Matches(await page.Content.ReadAsStringAsync(Cancelled)).Select(m => m.Groups[1].Value)
            .Where(url => !url.StartsWith("http", StringComparison.Ordinal) && !url.StartsWith("data:", StringComparison.Ordinal) && url[0] != '#')
            .ToArray();
        Assert.Contains("assets/tanks.js", named);
        foreach (var url in named)
        {
            var file = await client.GetAsync(url, Cancelled);
            Assert.True(file.StatusCode == HttpStatusCode.OK, $"{url}: {file.StatusCode}");
            Assert.Equal((url, Types[Path.GetExtension(url)]), (url, file.Content.Headers.ContentType?.MediaType));
            Assert.NotEmpty(await file.Content.ReadAsByteArrayAsync(Cancelled));
        }
    }

    [Fact]
    public async Task The_program_says_that_it_lives_and_is_ready()
    {
        await using var server = await program.StartAsync();
        using var client = new HttpClient { BaseAddress = server.Url };
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/live", Cancelled)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/ready", Cancelled)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/no-such-file", Cancelled)).StatusCode);
    }

    [Fact]
    public async Task Asked_to_stop_it_ends_well()
    {
        await using var server = await program.StartAsync();
        Assert.Equal(0, await server.StopAsync());
    }

    [GeneratedRegex("""(?:src|href)="([^"]+)"[^>]*>""")]
    private static partial Regex Named();
}
