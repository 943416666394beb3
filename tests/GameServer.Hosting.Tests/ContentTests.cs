using System.Net;
using System.Text.RegularExpressions;
using GameServer.Hosting.Tests.Infrastructure;

namespace GameServer.Hosting.Tests;

/// <summary>The program finds its page and what the page names, wherever it is started.</summary>
public sealed partial class ContentTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RunningServer _server;

    public ContentTests() => _server = RunningServer.Start(_folder);

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Health_is_reported(string path)
    {
        using var client = new HttpClient { BaseAddress = _server.Url };
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task Every_file_that_the_page_names_is_served()
    {
        using var client = new HttpClient { BaseAddress = _server.Url };
        var page = await client.GetStringAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);
        var named = NamedFile().Matches(page).Select(m => m.Groups[1].Value).ToArray();

        Assert.Contains("assets/tanks.js", named);
        foreach (var file in named)
        {
            var response = await client.GetAsync(new Uri(file, UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.True(response.IsSuccessStatusCode, $"{file}: {response.StatusCode}");
        }
    }

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    [GeneratedRegex("""(?:src|href)="([^":#]+)"[^>]*>""")]
    private static partial Regex NamedFile();
}
