using EndToEnd.Tests.Infrastructure;

namespace EndToEnd.Tests.Browser;

/// <summary>Coins and the paint that they buy.</summary>
public sealed class ShopTests(PublishedProgram program, BrowserFixture browser)
{
    [Fact]
    public async Task A_guest_registers_and_buys_a_paint_that_others_see_and_that_stays()
    {
        await using var server = await program.StartAsync(Ring.Settings);
        await using var context = await browser.Browser.NewContextAsync(new() { ViewportSize = new() { Width = 900, Height = 700 } });
        var ann = await PlayerPage.OpenAsync(context, server.Url);
        var ben = await PlayerPage.OpenAsync(context, server.Url);
        await ben.DriveAsync("Ben");
        await ann.DriveAsync("Ann");

        await ann.Page.Keyboard.PressAsync("g");
        await ann.PickPaintAsync(9);
        await ann.ReadAsync("till", "Guests have none");
        await ann.KeepPictureAsync("shop-guest");
        await ann.InGarage("shop-register").ClickAsync();
        await ann.RegisterAsync("Anna", "a long password");
        await ann.UntilAsync("() => gameServerPage.phase === 'playing' && gameServerPage.me.alive && gameServerPage.me.name === 'Anna'");

        await ann.Page.Keyboard.PressAsync("g");
        await ann.ReadAsync("coins", "1,000");
        await ann.PickPaintAsync(9);
        await ann.ReadAsync("till", "Buy Wine for 400 coins?");
        await ann.KeepPictureAsync("shop-question");
        await ann.InGarage("shop-buy").ClickAsync();
        await ann.ReadAsync("till", "Wine is yours");
        await ann.ReadAsync("coins", "600");
        await ann.KeepPictureAsync("shop-bought");
        await ann.Page.GetByTestId("garage-close").ClickAsync();
        var you = (await ann.StateAsync()).You;
        await ben.UntilAsync("you => gameServerPage.tanks.some(tank => tank.player === you && tank.paint === 9)", you);

        await ann.ReloadAsync();
        await ann.BackAsync();
        Assert.Equal((you, 9), ((await ann.StateAsync()).You, (await ann.StateAsync()).Me!.Paint));
        await ann.Page.Keyboard.PressAsync("g");
        await ann.ReadAsync("coins", "600");
        Assert.Empty(await ann.FaultsAsync());
    }

    [Fact]
    public async Task The_scrap_of_a_round_is_paid_in_coins_when_it_is_over()
    {
        await using var server = await program.StartAsync([.. Ring.Settings, "--Tanks:RoundTicks=900"]);
        await using var glass = await browser.Browser.NewContextAsync(new() { ViewportSize = new() { Width = 640, Height = 560 }, HasTouch = true });
        await using var context = await browser.Browser.NewContextAsync(new() { ViewportSize = new() { Width = 320, Height = 240 } });
        var ann = await PlayerPage.OpenAsync(glass, server.Url);
        var ben = await PlayerPage.OpenAsync(context, server.Url);
        await ann.Page.GetByTestId("account-open").ClickAsync();
        await ann.RegisterAsync("Ann", "a long password");
        await ann.ReadAsync("coins", "1,000");
        await ann.Page.GetByTestId("drive").ClickAsync();
        await ben.DriveAsync("Ben");

        await ann.HuntAsync((await ben.StateAsync()).You, until: "() => document.querySelector('[data-testid=earned]').textContent.startsWith('+')");
        await ann.KeepPictureAsync("earned");
        await ben.ReadAsync("earned", "Guests earn no coins");
        await ann.ReadAsync("earned", "in all");
        Assert.Empty(await ann.FaultsAsync());
    }
}
