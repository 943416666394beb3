using EndToEnd.Tests.Infrastructure;

namespace EndToEnd.Tests.Browser;

/// <summary>A tank beside a wall stays in sight: walls stand higher than tanks, and lean over the ground behind them.</summary>
public sealed class WallTests(PublishedProgram program, BrowserFixture browser)
{
    // The arena's upper edge is that of the picture too, where walls lean most, and the tank touches both.
    private static readonly string[] Lane = ["##############", "#............#", .. Enumerable.Repeat("##############", 10)];

    private static readonly string[] Narrow =
        ["--Rooms:Seed=7", "--Tanks:BotsFillTo=0", .. Lane.Select((row, index) => $"--Tanks:Plan:{index}={row}")];

    [Fact]
    public async Task A_tank_between_walls_shows_as_much_of_itself_as_in_the_open_whichever_way_it_looks()
    {
        await using var context = await browser.Browser.NewContextAsync(new() { ViewportSize = new() { Width = 1280, Height = 800 } });
        await using var wide = await program.StartAsync(Ring.Settings);
        var open = await SeenAsync(context, wide, "open");
        await using var narrow = await program.StartAsync(Narrow);
        var pressed = await SeenAsync(context, narrow, "pressed");
        Assert.True(
            pressed.Min() > 0.92 * open.Average(), $"In the open {string.Join(", ", open)} pixels are seen, between walls {string.Join(", ", pressed)}.");
    }

    /// <summary>How much is seen of a tank, at several headings.</summary>
    private static async Task<IReadOnlyList<int>> SeenAsync(Microsoft.Playwright.IBrowserContext context, ServerProcess server, string name)
    {
        var ann = await PlayerPage.OpenAsync(context, server.Url);
        await ann.DriveAsync("Ann");
        await ann.UntilAsync("() => gameServerPage.me.alive && !gameServerPage.me.protected");
        var seen = new List<int>();
        for (var turn = 0; turn < 6; turn++)
        {
            await ann.TurnAsync();
            await ann.StandsAsync();
            seen.Add(await Pixels.OfOwnPaintAsync(ann.Page));
            await ann.KeepPictureAsync($"wall-{name}-{turn}");
        }

        Assert.Empty(await ann.FaultsAsync());
        await ann.Page.CloseAsync();
        return seen;
    }
}
