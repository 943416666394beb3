using EndToEnd.Tests.Infrastructure;

namespace EndToEnd.Tests.Browser;

/// <summary>A seat is the player's, wherever he looks from.</summary>
public sealed class SeatTests(PublishedProgram program, BrowserFixture browser)
{
    [Fact]
    public async Task A_page_that_is_loaded_anew_is_in_the_same_seat_and_asks_for_no_name()
    {
        await using var server = await program.StartAsync(Ring.Settings);
        await using var context = await browser.Browser.NewContextAsync(new() { ViewportSize = new() { Width = 480, Height = 300 } });
        var ann = await PlayerPage.OpenAsync(context, server.Url);
        var ben = await PlayerPage.OpenAsync(context, server.Url);
        await ben.DriveAsync("Ben");
        await ann.DriveAsync("Ann");
        await ann.TurnAsync();
        var (seat, before) = (await ann.SeatAsync(), (await ann.StateAsync()).Me!);

        await ann.ReloadAsync();
        Assert.False(await ann.Page.GetByTestId("lobby").IsVisibleAsync());
        await ann.BackAsync();
        await ann.ToldAsync("Back in your seat");

        var after = (await ann.StateAsync()).Me!;
        Assert.Equal(seat, await ann.SeatAsync());
        Assert.Equal((before.X, before.Y), (after.X, after.Y), (a, b) => Math.Abs(a.X - b.X) < 1 && Math.Abs(a.Y - b.Y) < 1);
        Assert.Equal(2, (await ben.StateAsync()).Scores.Count);
        await ann.TurnAsync();
        Assert.Empty(await ann.FaultsAsync());
    }

    [Fact]
    public async Task Of_two_tabs_with_one_sign_in_the_newer_one_plays_until_the_other_asks_for_the_seat()
    {
        await using var server = await program.StartAsync(Ring.Settings);
        await using var context = await browser.Browser.NewContextAsync(new() { ViewportSize = new() { Width = 800, Height = 500 } });
        var first = await PlayerPage.OpenAsync(context, server.Url);
        await first.DriveAsync("Ann");
        var seat = await first.SeatAsync();

        var second = await PlayerPage.OpenAsync(context, server.Url, await first.StorageAsync());
        await second.BackAsync();
        Assert.Equal(seat, await second.SeatAsync());
        await first.ToldAsync("You went on in another window");
        await first.KeepPictureAsync("taken-over");
        Assert.Equal("closed", (await first.StateAsync()).Line);

        await first.Page.GetByTestId("connect-again").ClickAsync();
        await first.BackAsync();
        Assert.Equal(seat, await first.SeatAsync());
        await first.TurnAsync();
        await second.UntilAsync("() => gameServerPage.line === 'closed'");
        Assert.Empty(await first.FaultsAsync());
    }
}
