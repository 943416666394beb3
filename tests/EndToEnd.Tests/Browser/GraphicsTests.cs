using EndToEnd.Tests.Infrastructure;
using Microsoft.Playwright;

namespace EndToEnd.Tests.Browser;

/// <summary>A page whose graphics the browser takes away, gives back, keeps, or never gave.</summary>
public sealed class GraphicsTests(PublishedProgram program, BrowserFixture browser)
{
    private const string Lose = "() => { window.context = arena.getContext('webgl2').getExtension('WEBGL_lose_context'); context.loseContext(); }";

    [Fact]
    public async Task A_picture_that_is_lost_for_a_moment_comes_back_by_itself()
    {
        await using var server = await program.StartAsync(Ring.Settings);
        await using var context = await OpenWindowAsync(640, 400);
        var ann = await PlayerPage.OpenAsync(context, server.Url);
        await ann.DriveAsync("Ann");
        await ann.StandsAsync();
        var whole = await Pixels.OfOwnPaintAsync(ann.Page);

        await ann.Page.EvaluateAsync(Lose);
        await ann.UntilAsync("() => document.body.classList.contains('blind')");
        await ann.Page.EvaluateAsync("() => context.restoreContext()");
        await ann.UntilAsync("() => !document.body.classList.contains('blind')");
        await ann.UntilAsync("from => gameServerPage.frames > from + 5", await ann.Page.EvaluateAsync<int>("() => gameServerPage.frames"));
        Assert.False(await ann.Page.GetByTestId("failure").IsVisibleAsync());
        Assert.InRange(await Pixels.OfOwnPaintAsync(ann.Page), 0.9 * whole, 1.1 * whole);
        await ann.TurnAsync();
        Assert.Empty(await ann.FaultsAsync());
    }

    [Theory]
    [InlineData(1280, 800, false)]
    [InlineData(390, 844, true)]
    [InlineData(844, 390, true)]
    public async Task A_picture_that_is_lost_for_good_is_told_and_the_page_loads_anew_into_the_same_seat(int width, int height, bool touch)
    {
        await using var server = await program.StartAsync(Ring.Settings);
        await using var context = await OpenWindowAsync(width, height, touch);
        var ann = await PlayerPage.OpenAsync(context, server.Url);
        await ann.DriveAsync("Ann");
        var seat = await ann.SeatAsync();
        // Over an open dialog too.
        await ann.Page.Locator("#tool-garage").ClickAsync();
        await ann.Page.EvaluateAsync(Lose);
        await ann.ReadAsync("failure", "The picture is gone");
        await ann.KeepPictureAsync($"picture-gone-{width}");

        await ann.Page.GetByTestId("reload").ClickAsync();
        await ann.UntilAsync("() => window.gameServerPage?.frames > 0");
        await ann.BackAsync();
        Assert.Equal(seat, await ann.SeatAsync());
        await ann.TurnAsync();
        Assert.Empty(await ann.FaultsAsync());
    }

    [Fact]
    public async Task Graphics_that_come_back_late_take_the_word_back()
    {
        await using var server = await program.StartAsync(Ring.Settings);
        await using var context = await OpenWindowAsync(640, 400);
        var ann = await PlayerPage.OpenAsync(context, server.Url);
        await ann.DriveAsync("Ann");
        await ann.Page.EvaluateAsync(Lose);
        await ann.ReadAsync("failure", "The picture is gone");
        await ann.Page.EvaluateAsync("() => context.restoreContext()");
        await ann.UntilAsync("() => !failure.open");
        await ann.TurnAsync();
    }

    [Fact]
    public async Task A_browser_without_graphics_is_told_so_and_offered_to_load_the_page_anew()
    {
        await using var server = await program.StartAsync(Ring.Settings);
        await using var context = await OpenWindowAsync(390, 844, touch: true);
        await context.AddInitScriptAsync("""
            for (const canvas of [HTMLCanvasElement, OffscreenCanvas]) {
              const { getContext } = canvas.prototype;
              canvas.prototype.getContext = function (kind, ...more) {
                return kind.startsWith("webgl") && !sessionStorage.mended ? null : getContext.call(this, kind, ...more);
              };
            }
            """);
        var page = await context.NewPageAsync();
        await page.GotoAsync(server.Url.ToString());
        await Assertions.Expect(page.GetByTestId("failure")).ToContainTextAsync("WebGL");
        await page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Artifacts, "no-graphics.png") });

        await page.EvaluateAsync("() => { sessionStorage.mended = 'yes'; }");
        await page.GetByTestId("reload").ClickAsync();
        await page.WaitForFunctionAsync("() => window.gameServerPage?.frames > 0");
    }

    private Task<IBrowserContext> OpenWindowAsync(int width, int height, bool touch = false) => browser.Browser.NewContextAsync(new()
    {
        ViewportSize = new() { Width = width, Height = height }, HasTouch = touch, IsMobile = touch,
    });
}
