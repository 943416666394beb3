using EndToEnd.Tests.Infrastructure;
using Microsoft.Playwright;

namespace EndToEnd.Tests.Browser;

/// <summary>What is held is let go when the player's hands go elsewhere, so that the tank does not drive on alone.</summary>
public sealed class HandsOffTests(PublishedProgram program, BrowserFixture browser)
{
    [Fact]
    public async Task A_key_and_a_trigger_that_are_held_are_let_go()
    {
        await using var server = await program.StartAsync(Ring.Settings);
        await using var context = await browser.Browser.NewContextAsync(new() { ViewportSize = new() { Width = 640, Height = 400 } });
        var ann = await PlayerPage.OpenAsync(context, server.Url);
        await ann.DriveAsync("Ann");
        var page = ann.Page;
        await page.Mouse.MoveAsync(320, 150);
        foreach (var interruption in new[] { "chat", "chat by mouse", "garage", "account", "network panel", "window", "tab", "menu", "lost picture" })
        {
            // Round and round, with the trigger pulled: nothing but letting go ends that.
            await page.Mouse.DownAsync();
            foreach (var key in new[] { "KeyW", "KeyD", "Space" }) await page.Keyboard.DownAsync(key);
            await ann.UntilAsync("() => gameServerPage.shells.length > 0");
            await ann.MovesAsync();
            await InterruptAsync(page, interruption);
            await ann.StandsAsync();

            // Held on they do nothing either: a keyboard repeats what is held.
            await EndAsync(page, interruption);
            foreach (var key in new[] { "KeyW", "Space" }) await page.Keyboard.DownAsync(key);
            await ann.StandsAsync();
            foreach (var key in new[] { "KeyW", "KeyD", "Space" }) await page.Keyboard.UpAsync(key);
            await page.Mouse.UpAsync();
        }

        await ann.TurnAsync();
        Assert.Empty(await ann.FaultsAsync());
    }

    [Fact]
    public async Task Thumbs_on_the_sticks_are_let_go()
    {
        await using var server = await program.StartAsync(Ring.Settings);
        await using var context = await browser.Browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = 390, Height = 844 }, HasTouch = true, IsMobile = true,
        });
        var ann = await PlayerPage.OpenAsync(context, server.Url);
        await ann.DriveAsync("Ann");
        await ann.Page.EvaluateAsync("() => addEventListener('pointerdown', event => { window.touched = event.pointerId; })");
        foreach (var (turn, interruption) in new[] { "chat", "cancel", "lost capture", "tab" }.Index())
        {
            var thumb = await Thumb.PutAsync(ann.Page, 100, 640);
            // Upwards and downwards in turn, so that no wall is in the way.
            await thumb.SlideAsync(100, turn % 2 == 0 ? 695 : 585);
            await ann.MovesAsync();
            if (interruption == "cancel") await thumb.CancelAsync();
            else await InterruptAsync(ann.Page, interruption);
            await ann.StandsAsync();
            Assert.Equal(0, await ann.Page.Locator(".stick:visible").CountAsync());
            await EndAsync(ann.Page, interruption);
            if (interruption != "cancel") await thumb.DisposeAsync();
        }

        // A tap of the right thumb that the system takes for its own is no shot.
        var right = await Thumb.PutAsync(ann.Page, 300, 640);
        await right.CancelAsync();
        await ann.StandsAsync();
        Assert.Empty(await ann.FaultsAsync());
    }

    [Fact]
    public async Task Keys_that_are_typed_into_fields_and_dialogs_never_drive_or_fire()
    {
        await using var server = await program.StartAsync(Ring.Settings);
        await using var context = await browser.Browser.NewContextAsync(new() { ViewportSize = new() { Width = 640, Height = 400 } });
        var ann = await PlayerPage.OpenAsync(context, server.Url);
        await ann.DriveAsync("Ann");
        var page = ann.Page;

        await page.Keyboard.PressAsync("Enter");
        await HoldAllAsync(ann, "KeyW", "KeyA", "KeyS", "KeyD", "Space", "ArrowUp");
        await page.Keyboard.PressAsync("Escape");

        await page.Keyboard.PressAsync("g");
        // On the dialog's own ground nothing in it has the focus.
        await page.GetByTestId("garage").Locator("h2").ClickAsync();
        await HoldAllAsync(ann, "KeyW", "KeyD");
        await page.GetByTestId("garage-close").FocusAsync();
        await HoldAllAsync(ann, "KeyW", "ArrowUp", "KeyD");
        await page.Keyboard.PressAsync("Escape");

        await page.Keyboard.PressAsync("n");
        await page.GetByTestId("lag-jitter").FocusAsync();
        await HoldAllAsync(ann, "KeyW", "Space", "KeyD");
        Assert.Empty(await ann.FaultsAsync());
    }

    private static async Task HoldAllAsync(PlayerPage player, params string[] keys)
    {
        foreach (var key in keys)
        {
            await player.Page.Keyboard.DownAsync(key);
            await player.StandsAsync();
            await player.Page.Keyboard.UpAsync(key);
        }
    }

    private static async Task InterruptAsync(IPage page, string interruption)
    {
        switch (interruption)
        {
            case "chat":
                await (await page.GetByTestId("chat-input").IsVisibleAsync() ? page.Keyboard.PressAsync("Enter") : page.Locator("#tool-chat").EvaluateAsync("button => button.click()"));
                break;
            case "chat by mouse":
                await page.GetByTestId("chat-input").FocusAsync();
                break;
            case "garage":
                await page.Keyboard.PressAsync("g");
                break;
            case "account":
                await page.EvaluateAsync("() => document.getElementById('account-open').click()");
                break;
            case "network panel":
                await page.Keyboard.PressAsync("n");
                break;
            case "window":
                await page.EvaluateAsync("() => dispatchEvent(new FocusEvent('blur'))");
                break;
            case "tab":
                await page.EvaluateAsync("() => { Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true }); Object.defineProperty(document, 'hidden', { value: true, configurable: true }); document.dispatchEvent(new Event('visibilitychange')); }");
                break;
            case "lost capture":
                await page.EvaluateAsync("() => arena.dispatchEvent(new PointerEvent('lostpointercapture', { pointerType: 'touch', pointerId: touched, bubbles: true }))");
                break;
            case "menu":
                await page.EvaluateAsync("() => document.getElementById('score').dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true }))");
                break;
            case "lost picture":
                await page.EvaluateAsync("() => { window.loseContext = arena.getContext('webgl2').getExtension('WEBGL_lose_context'); loseContext.loseContext(); }");
                break;
        }
    }

    private static Task EndAsync(IPage page, string interruption) => interruption switch
    {
        "chat" or "chat by mouse" or "garage" or "account" => page.Keyboard.PressAsync("Escape"),
        "network panel" => page.Keyboard.PressAsync("n"),
        "tab" => page.EvaluateAsync("() => { delete document.visibilityState; delete document.hidden; document.dispatchEvent(new Event('visibilitychange')); }"),
        "lost picture" => page.EvaluateAsync("() => loseContext.restoreContext()"),
        _ => Task.CompletedTask,
    };
}
