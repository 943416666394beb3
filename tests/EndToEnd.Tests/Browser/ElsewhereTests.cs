using EndToEnd.Tests.Infrastructure;
using Microsoft.Playwright;

namespace EndToEnd.Tests.Browser;

/// <summary>The page on another host than the server, as "Host the page elsewhere" of docker/README.md has it.</summary>
public sealed class ElsewhereTests(PublishedProgram program, BrowserFixture browser)
{
    [Fact]
    public async Task A_page_of_another_host_plays_where_it_is_listed_and_gets_no_line_where_it_is_not()
    {
        var files = program.NewDirectory();
        CopyPage(files);
        using var host = new OtherHost(files);
        await using var server = await program.StartAsync([.. Ring.Settings, $"--Web:Origins:0={host.Origin}"]);
        await NameServerAsync(files, server);
        await using var context = await browser.Browser.NewContextAsync(new() { ViewportSize = new() { Width = 480, Height = 300 } });
        var ann = await PlayerPage.OpenAsync(context, host.Url);
        await ann.DriveAsync("Ann");
        await ann.TurnAsync();
        Assert.Empty(await ann.FaultsAsync());

        await using var another = await program.StartAsync([.. Ring.Settings, "--Web:Origins:0=https://play.example.org"]);
        await NameServerAsync(files, another);
        var page = await context.NewPageAsync();
        var refused = page.WaitForConsoleMessageAsync(new() { Predicate = message => message.Text.Contains("403", StringComparison.Ordinal) });
        await page.GotoAsync(host.Url.ToString());
        Assert.Contains(another.WebSocketUrl.ToString(), (await refused).Text, StringComparison.Ordinal);
    }

    private static async Task NameServerAsync(string files, ServerProcess server)
    {
        var page = Path.Combine(files, "index.html");
        var lines = (await File.ReadAllLinesAsync(page)).Where(line => !line.Contains("gameserver", StringComparison.Ordinal)).ToList();
        lines.Insert(lines.IndexOf("</head>"), $"""<meta name="gameserver" content="{server.WebSocketUrl}">""");
        await File.WriteAllLinesAsync(page, lines);
    }

    private void CopyPage(string files)
    {
        var source = Path.Combine(program.ProgramDirectory, "wwwroot");
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(files, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
