using Microsoft.Playwright;

namespace EndToEnd.Tests.Browser;

/// <summary>A finger on the glass, by the browser's own input events.</summary>
internal sealed class Thumb : IAsyncDisposable
{
    private readonly ICDPSession _session;

    private Thumb(ICDPSession session) => _session = session;

    /// <summary>Puts a finger down.</summary>
    /// <param name="page">The tab.</param>
    /// <param name="x">CSS pixels from the left.</param>
    /// <param name="y">CSS pixels from the top.</param>
    public static async Task<Thumb> PutAsync(IPage page, double x, double y)
    {
        var thumb = new Thumb(await page.Context.NewCDPSessionAsync(page));
        await thumb.SendAsync("touchStart", x, y);
        return thumb;
    }

    /// <summary>Slides it to another place.</summary>
    public Task SlideAsync(double x, double y) => SendAsync("touchMove", x, y);

    /// <summary>Takes it up.</summary>
    public ValueTask DisposeAsync() => EndAsync("touchEnd");

    /// <summary>Lets the system take it for a gesture of its own.</summary>
    public ValueTask CancelAsync() => EndAsync("touchCancel");

    private async ValueTask EndAsync(string type)
    {
        await _session.SendAsync("Input.dispatchTouchEvent", new() { ["type"] = type, ["touchPoints"] = Array.Empty<object>() });
        await _session.DetachAsync();
    }

    private Task SendAsync(string type, double x, double y) => _session.SendAsync(
        "Input.dispatchTouchEvent", new() { ["type"] = type, ["touchPoints"] = new[] { new { x, y } } });
}
