using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EndToEnd.Tests.Browser;
using EndToEnd.Tests.Infrastructure;
using EndToEnd.Tests.Wire;

namespace EndToEnd.Tests.Readme;

/// <summary>Who types what the README shows, in the browser's console or in wscat, gets what it shows.</summary>
public sealed partial class ReadmeTalkTests(PublishedProgram program, BrowserFixture browser)
{
    private const string Chapter = "Talk to it from any language";

    [Fact]
    public async Task The_lines_for_the_console_drive_a_tank()
    {
        await using var server = await program.StartAsync();
        var context = await browser.Browser.NewContextAsync();
        await using var closing = context;
        var page = (await PlayerPage.OpenAsync(context, server.Url)).Page;
        var moved = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        page.Console += (_, message) =>
        {
            if (Acknowledged().IsMatch(message.Text)) moved.TrySetResult(message.Text);
        };

        var lines = string.Join('\n', ReadmeExample.Blocks(Readme(), Chapter, "js").Single());
        Assert.Contains("localhost:5080", lines, StringComparison.Ordinal);
        await page.EvaluateAsync($"() => {{ {lines.Replace("localhost:5080", server.Url.Authority, StringComparison.Ordinal)} }}");

        Assert.NotEmpty(await moved.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_session_in_wscat_goes_as_it_is_shown()
    {
        await using var server = await program.StartAsync();
        await using var client = await RawClient.ConnectAsync(server.WebSocketUrl);
        var shown = 0;
        foreach (var line in ReadmeExample.Blocks(Readme(), Chapter, "console").Single())
        {
            if (line.StartsWith("> ", StringComparison.Ordinal)) await client.SendLineAsync(line[2..]);
            if (!line.StartsWith("< ", StringComparison.Ordinal)) continue;
            var (expected, actual) = (JsonNode.Parse(line[2..])!, await client.ReadAsync());
            Hide(expected);
            Hide(actual);
            Assert.Equal(expected.ToJsonString(), actual.ToJsonString());
            shown++;
        }

        Assert.Equal(3, shown);
    }

    private static string Readme() => File.ReadAllText(Path.Combine(Repository.Root, "README.md"));

    // A token is another one each time.
    private static void Hide(JsonNode reply)
    {
        if (reply["result"]?["token"] is { } token) reply["result"]!["token"] = token.GetValue<string>().Length;
    }

    [GeneratedRegex(@"""room\.snapshot"".*""ack"":1\b")]
    private static partial Regex Acknowledged();
}
