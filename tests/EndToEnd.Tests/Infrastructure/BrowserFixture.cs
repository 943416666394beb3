using Microsoft.Playwright;

namespace EndToEnd.Tests.Infrastructure;

/// <summary>One headless Chromium for the whole run.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>The browser.</summary>
    public IBrowser Browser => _browser ?? throw new InvalidOperationException("Not started yet.");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var path = InstalledChromium.Find();
        if (path is null && Program.Main(["install", "chromium"]) != 0)
            throw new InvalidOperationException("No Chromium or Chrome is installed, and Playwright could not install one.");

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = path,
            Headless = true,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--enable-unsafe-swiftshader", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--autoplay-policy=no-user-gesture-required",
            ],
        });
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
