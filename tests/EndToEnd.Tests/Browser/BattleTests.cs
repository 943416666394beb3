using EndToEnd.Tests.Infrastructure;

namespace EndToEnd.Tests.Browser;

/// <summary>Two tabs, two players, one room, real keys and a real mouse.</summary>
public sealed class BattleTests(PublishedProgram program, BrowserFixture browser)
{
    private const string Both = "() => gameServerPage.scores.length === 2 && gameServerPage.tanks.length === 2";

    [Theory]
    [InlineData("json")]
    [InlineData("msgpack")]
    public async Task Each_tab_sees_the_other_s_tank_move_fire_and_be_destroyed(string format)
    {
        await using var server = await program.StartAsync(Ring.Settings);
        await using var context = await browser.Browser.NewContextAsync(new() { ViewportSize = new() { Width = 480, Height = 300 } });
        var ann = await PlayerPage.OpenAsync(context, server.Url);
        var ben = await PlayerPage.OpenAsync(context, server.Url);
        await ann.DriveAsync("Ann");
        await ben.DriveAsync("Ben");
        await ann.SwitchToAsync(format);
        await ben.SwitchToAsync(format);
        await ann.UntilAsync(Both);
        await ben.UntilAsync(Both);
        var (annId, benId) = ((await ann.StateAsync()).You, (await ben.StateAsync()).You);
        Assert.NotEqual(annId, benId);
        await ann.WatchAsync(benId);
        await ben.WatchAsync(annId);

        await ann.DriveUntilSeenAsync(ben);
        await ben.DriveUntilSeenAsync(ann);
        await ann.FireUntilWreckedAsync(benId);
        await ben.KeepPictureAsync($"battle-{format}-destroyed");
        await ben.FireUntilWreckedAsync(annId);

        foreach (var (page, other) in new[] { (ann, benId), (ben, annId) })
        {
            Assert.True(await page.SeesAsync("seen.fired"), "It never saw the other fire.");
            await page.UntilAsync("() => gameServerPage.scores.length === 2 && gameServerPage.scores.every(one => one.kills > 0 && one.deaths > 0)");
            Assert.Equal(format, (await page.StateAsync()).Format);
            Assert.Empty(await page.FaultsAsync());
        }
    }
}
