using EndToEnd.Tests.Infrastructure;

namespace EndToEnd.Tests.Browser;

/// <summary>The page as <c>npm run dev</c> serves it, while its files are edited.</summary>
public sealed class DevServerTests(PublishedProgram program, BrowserFixture browser)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_change_of_a_style_shows_at_once_while_the_game_goes_on_and_one_of_the_page_loads_it_anew()
    {
        await using var server = await program.StartAsync(Ring.Settings);
        await using var dev = await DevServer.StartAsync(program.NewDirectory(), server.Url);
        await using var context = await browser.Browser.NewContextAsync(new() { ViewportSize = new() { Width = 640, Height = 400 } });
        var ann = await PlayerPage.OpenAsync(context, dev.Url);
        await ann.DriveAsync("Ann");
        var seat = await ann.SeatAsync();
        await ann.Page.EvaluateAsync("() => { window.isSamePage = true; }");

        await AppendAsync("css/hud.css", "#clock { color: rgb(1, 2, 3) !important; }");
        await ann.UntilAsync("() => getComputedStyle(clock).color === 'rgb(1, 2, 3)'");
        Assert.True(await ann.Page.EvaluateAsync<bool>("() => window.isSamePage === true"));
        Assert.Equal(seat, await ann.SeatAsync());

        // As an editor does it that writes beside and renames.
        var page = Path.Combine(dev.Source, "wwwroot", "index.html");
        var html = await File.ReadAllTextAsync(page, Cancelled);
        await File.WriteAllTextAsync(page + "~", html.Replace("<title>Tanks</title>", "<title>Toys</title>", StringComparison.Ordinal), Cancelled);
        File.Move(page + "~", page, overwrite: true);
        await ann.UntilAsync("() => document.title === 'Toys' && window.gameServerPage?.frames > 0");
        await ann.BackAsync();
        Assert.Equal(seat, await ann.SeatAsync());

        await AppendAsync("css/phone.css", "#clock { outline: 5px solid rgb(4, 5, 6); }");
        await ann.UntilAsync("() => getComputedStyle(clock).outlineColor === 'rgb(4, 5, 6)'");

        Task AppendAsync(string file, string text) => File.AppendAllTextAsync(Path.Combine(dev.Source, "wwwroot", file), text, Cancelled);
    }
}
