using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.Testing;

namespace GameServer.Hosting.Tests;

/// <summary>The program finds its page and what the page names, wherever it is started.</summary>
public sealed partial class ContentTests(WebApplicationFactory<Program> factory) : IClassFixture<WebApplicationFactory<Program>>
{
    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Health_is_reported(string path)
    {
        using var client = factory.CreateClient();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(path, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task Every_file_that_the_page_names_is_served()
    {
        using var client = factory.CreateClient();
        var page = await client.GetStringAsync("/", TestContext.Current.CancellationToken);
        var named = NamedFile().Matches(page).Select(m => m.Groups[1].Value).ToArray();

        Assert.Contains("/assets/tanks.js", named);
        foreach (var file in named)
        {
            var response = await client.GetAsync(file, TestContext.Current.CancellationToken);
            Assert.True(response.IsSuccessStatusCode, $"{file}: {response.StatusCode}");
        }
    }

    [GeneratedRegex("""(?:src|href)="(/[^"]+)"[^>]*>""")]
    private static partial Regex NamedFile();
}
