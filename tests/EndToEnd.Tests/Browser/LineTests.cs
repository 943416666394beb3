using System.Text.Json.Nodes;
using EndToEnd.Tests.Infrastructure;
using EndToEnd.Tests.Wire;

namespace EndToEnd.Tests.Browser;

/// <summary>A line that the server closed for good: the page says why, and the player decides when to come back.</summary>
public sealed class LineTests(PublishedProgram program, BrowserFixture browser)
{
    [Fact]
    public async Task A_window_too_many_says_so_and_comes_in_when_there_is_room()
    {
        await using var server = await program.StartAsync([.. Ring.Settings, "--Limits:ConnectionsPerAddress=1"]);
        await using var context = await browser.Browser.NewContextAsync(new() { ViewportSize = new() { Width = 800, Height = 500 } });
        var ann = await PlayerPage.OpenAsync(context, server.Url);
        await ann.DriveAsync("Ann");
        var ben = await PlayerPage.OpenAsync(context, server.Url);
        await ben.ToldAsync("Too many windows play from your network");
        await ben.KeepPictureAsync("too-many");
        await ben.Page.GetByTestId("connect-again").ClickAsync();
        await ben.UntilAsync("() => told.length === 2 && gameServerPage.line === 'closed'");

        await ann.Page.CloseAsync();
        do
        {
            // The server hears of the window that was closed when its line is down.
            var before = await ben.Page.EvaluateAsync<int>("() => told.length");
            await ben.Page.GetByTestId("drive").ClickAsync();
            await ben.UntilAsync("before => gameServerPage.me.alive || told.length > before", before);
        }
        while (!await ben.Page.EvaluateAsync<bool>("() => gameServerPage.me.alive"));

        Assert.False(await ben.Page.GetByTestId("banner").IsVisibleAsync());
        Assert.Empty(await ben.FaultsAsync());
    }

    [Fact]
    public async Task Who_is_kicked_may_come_back_and_who_is_banned_may_not()
    {
        await using var server = await program.StartAsync(Ring.Settings);
        await using var boss = await RawClient.ConnectAsync(server.WebSocketUrl);
        await boss.CallAsync("login.register", new JsonObject { ["name"] = "Boss", ["password"] = "a long password" });
        await Cli.RunAsync(
            server.Data, "dotnet", Path.Combine(program.ProgramDirectory, "GameServer.dll"), "--administrator", "Boss",
            $"--ConnectionStrings:GameServer=Data Source={Path.Combine(server.Data, "gameserver.db")}");
        await using var context = await browser.Browser.NewContextAsync(new() { ViewportSize = new() { Width = 800, Height = 700 } });
        var ann = await PlayerPage.OpenAsync(context, server.Url);
        await ann.Page.GetByTestId("account-open").ClickAsync();
        await ann.RegisterAsync("Ann", "a long password");
        await ann.ReadAsync("coins", "1,000");
        await ann.Page.GetByTestId("drive").ClickAsync();
        await ann.BackAsync();

        await boss.RequestAsync("admin.kick", new JsonObject { ["name"] = "Ann" });
        await ann.ToldAsync("An administrator took you out of the game");
        await ann.KeepPictureAsync("kicked");
        await ann.Page.GetByTestId("connect-again").ClickAsync();
        await ann.BackAsync();

        await boss.CallAsync("admin.ban", new JsonObject { ["name"] = "Ann", ["minutes"] = 5 });
        await ann.ToldAsync("An administrator has banned you");
        await ann.KeepPictureAsync("banned");
        await ann.Page.GetByTestId("connect-again").ClickAsync();
        await ann.UntilAsync("() => gameServerPage.line === 'signed-out' && gameServerPage.phase === 'lobby'");
        await ann.Page.GetByTestId("account-open").ClickAsync();
        await ann.Page.GetByTestId("account-name").FillAsync("Ann");
        await ann.Page.GetByTestId("account-password").FillAsync("a long password");
        await ann.Page.GetByTestId("sign-in").ClickAsync();
        await ann.ReadAsync("account-message", "You are banned until");
        Assert.Empty(await ann.FaultsAsync());
    }
}
