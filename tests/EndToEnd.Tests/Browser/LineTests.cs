using EndToEnd.Tests.Infrastructure;

namespace EndToEnd.Tests.Browser;

/// <summary>A line that the server closed for good: the page says why, and the player decides when to come back.</summary>
public sealed class LineTests(PublishedProgram program, BrowserFixture browser)
{
    [Fact]
    public async Task A_window_too_many_says_so_and_comes_in_when_there_is_room()
    {
        await using var server = await program.StartAsync([.. Ring.Settings, "--Limits:ConnectionsPerAddress=1"]);
        await using var context = await browser.Browser.NewContextAsync(new() { ViewportSize = new() { Width = 800, Height = 500 } });
        var ann = await PlayerPage.OpenAsync(context, server.Url);
        await ann.DriveAsync("Ann");
        var ben = await PlayerPage.OpenAsync(context, server.Url);
        await ben.ToldAsync("Too many windows play from your network");
        await ben.KeepPictureAsync("too-many");
        await ben.Page.GetByTestId("connect-again").ClickAsync();
        await ben.UntilAsync("() => told.length === 2 && gameServerPage.line === 'closed'");

        await ann.Page.CloseAsync();
        do
        {
            // The server hears of the window that was closed when its line is down.
            var before = await ben.Page.EvaluateAsync<int>("() => told.length");
            await ben.Page.GetByTestId("drive").ClickAsync();
            await ben.UntilAsync("before => gameServerPage.me.alive || told.length > before", before);
        }
        while (!await ben.Page.EvaluateAsync<bool>("() => gameServerPage.me.alive"));

        Assert.False(await ben.Page.GetByTestId("banner").IsVisibleAsync());
        Assert.Empty(await ben.FaultsAsync());
    }
}
