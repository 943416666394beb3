using EndToEnd.Tests.Infrastructure;

namespace EndToEnd.Tests.Browser;

/// <summary>Games below paths of one host, behind a proxy that strips the path and one that keeps it.</summary>
public sealed class BelowAPathTests(PublishedProgram program, BrowserFixture browser)
{
    private static readonly string[] Behind = [.. Ring.Settings, "--Proxy:KnownProxies:0=127.0.0.1", "--Limits:ResumeSeconds=600"];

    [Fact]
    public async Task Two_games_below_two_paths_of_a_host_are_played_in_one_tab_each_with_a_sign_in_of_its_own()
    {
        await using var stripped = await program.StartAsync(Behind);
        await using var kept = await program.StartAsync([.. Behind, "--PathBase=/games/kept"]);
        await using var proxy = await PathProxy.StartAsync(("/stripped", stripped.Url, true), ("/games/kept", new Uri(kept.Url, "/"), false));
        await using var context = await browser.Browser.NewContextAsync(new() { ViewportSize = new() { Width = 640, Height = 400 } });

        var ann = await PlayerPage.OpenAsync(context, new Uri(proxy.Url, "/stripped/"));
        await ann.DriveAsync("Ann");
        await ann.TurnAsync();
        var seat = await ann.SeatAsync();

        // Without its slash, and with something behind it.
        await ann.Page.GotoAsync(new Uri(proxy.Url, "/games/kept?from=a-friend#here").ToString());
        await ann.UntilAsync("() => window.gameServerPage?.phase === 'lobby'");
        Assert.Equal("/games/kept/?from=a-friend#here", await ann.Page.EvaluateAsync<string>("() => location.pathname + location.search + location.hash"));
        Assert.True(await ann.Page.GetByTestId("lobby").IsVisibleAsync());
        await ann.DriveAsync("Ben");
        await ann.TurnAsync();
        Assert.Equal("Ben", Assert.Single((await ann.StateAsync()).Scores).Name);

        await ann.Page.GotoAsync(new Uri(proxy.Url, "/stripped/").ToString());
        await ann.UntilAsync("() => window.gameServerPage?.frames > 0");
        await ann.BackAsync();
        Assert.Equal(seat, await ann.SeatAsync());
        Assert.Equal("Ann", Assert.Single((await ann.StateAsync()).Scores).Name);
        Assert.Empty(await ann.FaultsAsync());
    }
}
