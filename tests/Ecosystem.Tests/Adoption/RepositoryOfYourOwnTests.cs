using System.Text.Json.Nodes;

namespace Ecosystem.Tests.Adoption;

/// <summary>
/// Who follows "In a repository of your own" of <c>src/README.md</c> word for word, with the service and the game of the
/// README, has a program that runs; with the page of the README, one that is played in a browser.
/// </summary>
public sealed class RepositoryOfYourOwnTests(Neighbourhood around, BrowserFixture browser) : IClassFixture<Neighbourhood>
{
    private const string Chapter = "In a repository of your own";

    [Fact]
    public async Task The_game_the_service_and_the_page_work_as_they_are_printed()
    {
        var program = Path.Combine(around.Root, "Dots");
        await MakeProgramAsync(program);
        var page = around.NewFolder("page");
        await MakePageAsync(page);

        // As printed, but on any port, which the page is told.
        var run = Commands(Page("src/README.md"), Chapter)[1];
        Assert.Equal(["dotnet run --project Dots --urls http://localhost:5080"], run);
        await using var server = await ServerProcess.StartAsync(
            Cli.Command(around.Root, "bash", "-c", "exec " + run[0].Replace("localhost:5080", "127.0.0.1:0", StringComparison.Ordinal)));
        await RollAsync(server);
        Assert.True(File.Exists(Path.Combine(program, "gameserver.db")), server.Log);

        Assert.Contains("`dotnet run --project Dots help`", Page("src/README.md"), StringComparison.Ordinal);
        Assert.Contains("backup", await Neighbourhood.ShellAsync(around.Root, "dotnet run --project Dots help"), StringComparison.Ordinal);

        var main = Path.Combine(page, "main.ts");
        File.WriteAllText(main, File.ReadAllText(main).Replace("localhost:5080", server.Url.Authority, StringComparison.Ordinal));
        var serve = Commands(Page("README.md"), "Add a game")[2];
        Assert.Equal(["npx vite"], serve);
        await using var vite = await ServerProcess.StartAsync(Cli.Command(page, "bash", "-c", $"exec {serve[0]} --host 127.0.0.1 --port 0"));
        await ClickAsync(server, vite.Url);
    }

    private static string Page(string file) => File.ReadAllText(Path.Combine(Repository.Root, file));

    private static IReadOnlyList<IReadOnlyList<string>> Commands(string page, string chapter) => ReadmeExample.Blocks(page, chapter, "sh");

    private async Task MakeProgramAsync(string program)
    {
        await Neighbourhood.ShellAsync(around.Root, Commands(Page("src/README.md"), Chapter)[0]);
        File.Delete(Path.Combine(program, "Program.cs"));
        Assert.Single(ReadmeExample.Under(Page("src/README.md"), Chapter)).ApplyTo(around.Root);
        var readme = Page("README.md");
        foreach (var example in ReadmeExample.Under(readme, "Add a service").Concat(ReadmeExample.Under(readme, "Add a game")).Where(example => example.After is null))
            (example with { Path = example.Path.Replace("src/GameServer/", "Dots/", StringComparison.Ordinal) }).ApplyTo(around.Root);
        AdoptersProject.AssertClean(await Cli.RunAsync(around.Root, "dotnet", "build", "Dots", "-m:1"));
    }

    private async Task MakePageAsync(string page)
    {
        var readme = Page("README.md");
        var commands = Commands(readme, "Add a game");
        await Neighbourhood.ShellAsync(around.Clone, commands[0]);
        await Neighbourhood.ShellAsync(page, commands[1]);
        File.WriteAllText(Path.Combine(page, "index.html"), string.Join('\n', ReadmeExample.Blocks(readme, "Add a game", "html").Single()));
        File.WriteAllText(Path.Combine(page, "main.ts"), string.Join('\n', ReadmeExample.Blocks(readme, "Add a game", "ts").Single()));
        await Neighbourhood.ShellAsync(
            page,
            Path.Combine(around.Clone, "src/web/node_modules/.bin/tsc")
                + " --noEmit --strict --target es2022 --module esnext --moduleResolution bundler --lib es2022,dom,dom.iterable main.ts",
            "npx vite build");
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(page, "dist", "assets"), "*.js"));
    }

    private static async Task RollAsync(ServerProcess server)
    {
        await using var client = await RawClient.ConnectAsync(server.WebSocketUrl);
        Assert.Equal(1003, (await client.RequestAsync("dice.roll"))["error"]!["code"]!.GetValue<int>());
        await client.CallAsync("login.guest", new JsonObject { ["name"] = "Ben" });
        Assert.InRange((await client.CallAsync("dice.roll", new JsonObject { ["sides"] = 20 }))["value"]!.GetValue<int>(), 1, 20);
    }

    /// <summary>Opens the page, clicks into it, and sees its dot go there, over a connection of its own and on the canvas.</summary>
    private async Task ClickAsync(ServerProcess server, Uri address)
    {
        await using var context = await browser.Browser.NewContextAsync();
        var page = await context.NewPageAsync();
        var wrong = new List<string>();
        page.PageError += (_, error) => wrong.Add(error);
        await page.GotoAsync(address.ToString());

        await using var watcher = await RawClient.ConnectAsync(server.WebSocketUrl);
        var watched = await watcher.CallAsync("room.watch", new JsonObject { ["game"] = "dots" });
        var view = new RoomView(watched, packed: false);
        var player = watched["players"]!.AsArray().Select(one => one!["id"]!.GetValue<int>()).SingleOrDefault();
        if (player == 0) player = (await watcher.WaitForAsync("room.entered"))["player"]!["id"]!.GetValue<int>();

        while (Math.Abs(view.Number("dot", player, "x") - 20 ?? 1) > 0.02 || Math.Abs(view.Number("dot", player, "y") - 10 ?? 1) > 0.02)
        {
            // Again with each snapshot: a click before the page has joined goes nowhere.
            await page.Mouse.ClickAsync(200, 100);
            view.Apply(await watcher.WaitForAsync("room.snapshot"));
        }

        await page.WaitForFunctionAsync("() => document.querySelector('canvas').getContext('2d').getImageData(203, 103, 1, 1).data[3] > 0");
        Assert.Empty(wrong);
    }
}
