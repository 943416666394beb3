using Microsoft.Playwright;

namespace EndToEnd.Tests.Browser;

/// <summary>Counts what a picture of a page shows.</summary>
internal static class Pixels
{
    // A page of its own decodes it: the game's policy lets no code of others near pictures.
    private const string Count = """
        async base64 => {
          const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
          const picture = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
          const pen = new OffscreenCanvas(picture.width, picture.height).getContext("2d");
          pen.drawImage(picture, 0, 0);
          const { data } = pen.getImageData(0, 0, picture.width, picture.height);
          let count = 0;
          for (let i = 0; i < data.length; i += 4) {
            if (data[i + 1] > data[i] + 60 && data[i + 2] > data[i] + 40) count++;
          }
          return count;
        }
        """;

    /// <summary>How many pixels around one's own tank have its teal paint.</summary>
    /// <param name="page">The game, with a tank.</param>
    public static async Task<int> OfOwnPaintAsync(IPage page)
    {
        var at = await page.EvaluateAsync<float[]>("() => { const { x, y } = gameServerPage.toPage(gameServerPage.me.x, gameServerPage.me.y); return [x, y]; }");
        var size = page.ViewportSize!;
        const float Half = 60;
        var left = Math.Clamp(at[0] - Half, 0, size.Width - (2 * Half));
        var top = Math.Clamp(at[1] - Half, 0, size.Height - (2 * Half));
        // Panels over the arena have the same colour.
        await page.EvaluateAsync("() => { hud.style.visibility = 'hidden'; }");
        var picture = await page.ScreenshotAsync(new() { Clip = new() { X = left, Y = top, Width = 2 * Half, Height = 2 * Half } });
        await page.EvaluateAsync("() => { hud.style.visibility = ''; }");
        var lab = await page.Context.NewPageAsync();
        try
        {
            return await lab.EvaluateAsync<int>(Count, Convert.ToBase64String(picture));
        }
        finally
        {
            await lab.CloseAsync();
        }
    }
}
