using EndToEnd.Tests.Infrastructure;
using Microsoft.Playwright;

namespace EndToEnd.Tests.Browser;

/// <summary>One player and the page: what it shows, and how it comes through what happens to its line.</summary>
public sealed class PageTests(PublishedProgram program, BrowserFixture browser)
{
    [Fact]
    public async Task The_format_switches_while_the_player_drives()
    {
        await using var server = await program.StartAsync(Ring.Settings);
        await using var context = await OpenWindowAsync(480, 300);
        var ann = await PlayerPage.OpenAsync(context, server.Url);
        await ann.DriveAsync("Ann");
        await ann.UntilAsync("() => kinds.length === 20 && kinds.every(kind => kind === 'binary')");
        var seat = await ann.SeatAsync();
        foreach (var (format, kind) in new[] { ("json", "text"), ("msgpack", "binary") })
        {
            await ann.SwitchToAsync(format);
            await ann.UntilAsync("kind => kinds.every(one => one === kind)", kind);
            await ann.UntilAsync("() => gameServerPage.me.alive && gameServerPage.tanks.length === 1");
            await ann.TurnAsync();
            Assert.Equal(format, (await ann.StateAsync()).Format);
            Assert.Equal(seat, await ann.SeatAsync());
        }

        Assert.Empty(await ann.FaultsAsync());
    }

    [Fact]
    public async Task A_pulled_plug_and_a_server_that_restarts_only_interrupt()
    {
        var server = await program.StartAsync(Ring.Settings);
        await using var context = await OpenWindowAsync(480, 300);
        var ann = await PlayerPage.OpenAsync(context, server.Url);
        await ann.DriveAsync("Ann");

        var seat = await ann.SeatAsync();
        await ann.Page.Keyboard.PressAsync("n");
        await ann.Page.GetByTestId("unplug").ClickAsync();
        await ann.ToldAsync("Trying again in");
        await ann.ToldAsync("Back in your seat");
        await ann.BackAsync();
        Assert.Equal(("resumed", seat), ((await ann.StateAsync()).Line, await ann.SeatAsync()));
        await ann.Page.Keyboard.PressAsync("n");

        Assert.Equal(0, await server.StopAsync());
        await ann.UntilAsync("() => gameServerPage.line === 'reconnecting'");
        await server.DisposeAsync();
        await using var again = await program.RestartAsync(server);
        await ann.ToldAsync("Some news was missed");
        await ann.BackAsync();

        var state = await ann.StateAsync();
        Assert.Equal("Ann", Assert.Single(state.Scores).Name);
        await ann.TurnAsync();

        // The browser says itself that nobody answered meanwhile; nothing else may be wrong.
        Assert.DoesNotContain(await ann.FaultsAsync(), fault => !fault.Contains("WebSocket connection to", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("desktop", 1440, 900, false)]
    [InlineData("phone", 390, 844, true)]
    public async Task The_page_shows_a_battle_then_lets_one_join_it(string name, int width, int height, bool touch)
    {
        await using var server = await program.StartAsync("--Rooms:Seed=7");
        await using var context = await OpenWindowAsync(width, height, touch);
        var ann = await PlayerPage.OpenAsync(context, server.Url);
        await ann.UntilAsync("() => gameServerPage.phase === 'lobby' && gameServerPage.tanks.length > 0");
        await ann.KeepPictureAsync($"{name}-lobby");

        await ann.DriveAsync("Ann");
        await ann.UntilAsync("start => gameServerPage.room.tick > start + 60", (await ann.StateAsync()).Tick);
        await ann.KeepPictureAsync($"{name}-playing");
        var scores = (await ann.StateAsync()).Scores;
        Assert.Equal(12, scores.Count);
        Assert.Single(scores, score => !score.Bot);

        if (!touch)
        {
            await ann.Page.Keyboard.PressAsync("n");
            await ann.UntilAsync("() => document.querySelectorAll('[data-testid=net-messages] li').length > 3");
            await ann.KeepPictureAsync($"{name}-network");
        }

        Assert.Empty(await ann.FaultsAsync());
    }

    [Fact]
    public async Task On_a_phone_the_left_thumb_drives_and_the_right_one_aims_and_fires()
    {
        await using var server = await program.StartAsync(Ring.Settings);
        await using var context = await OpenWindowAsync(390, 844, touch: true);
        var ann = await PlayerPage.OpenAsync(context, server.Url);
        await ann.DriveAsync("Ann");
        var before = (await ann.StateAsync()).Me!;
        await using (var left = await Thumb.PutAsync(ann.Page, 100, 640))
        {
            await left.SlideAsync(100 + 55 * Math.Cos(before.Heading), 640 + 55 * Math.Sin(before.Heading));
            await ann.UntilAsync(
                "from => gameServerPage.me.alive && Math.hypot(gameServerPage.me.x - from[0], gameServerPage.me.y - from[1]) > 1",
                new[] { before.X, before.Y });
        }

        await using (var right = await Thumb.PutAsync(ann.Page, 290, 640))
        {
            await right.SlideAsync(250, 600);
            await ann.UntilAsync("() => Math.cos(gameServerPage.me.turret + 0.75 * Math.PI) > 0.95");
            await ann.UntilAsync("() => gameServerPage.shells.some(shell => shell.player === gameServerPage.room.you)");
        }

        Assert.Empty(await ann.FaultsAsync());
    }

    private Task<IBrowserContext> OpenWindowAsync(int width, int height, bool touch = false) => browser.Browser.NewContextAsync(new()
    {
        ViewportSize = new() { Width = width, Height = height },
        HasTouch = touch,
        IsMobile = touch,
        DeviceScaleFactor = touch ? 2 : 1,
    });
}
