using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using EndToEnd.Tests.Infrastructure;
using Microsoft.Playwright;

namespace EndToEnd.Tests.Browser;

/// <summary>A tab with a player before it: everything is done by keys, mouse and touch, and read from the page.</summary>
internal sealed class PlayerPage
{
    private const float Patience = 60_000;
    private static readonly Lazy<string> Witness = new(() =>
        File.ReadAllText(Path.Combine(Repository.Root, "tests", "EndToEnd.Tests", "Browser", "witness.js")));

    private static int _pictures;
    private readonly ConcurrentQueue<string> _faults = new();

    private PlayerPage(IPage page) => Page = page;

    /// <summary>The tab.</summary>
    public IPage Page { get; }

    /// <summary>Opens a tab, and gathers what goes wrong in it.</summary>
    /// <param name="context">The browser's window.</param>
    /// <param name="url">The address of the game.</param>
    /// <param name="kept">What the tab's storage holds, as that of a tab which was duplicated does.</param>
    public static async Task<PlayerPage> OpenAsync(IBrowserContext context, Uri url, string? kept = null)
    {
        var player = new PlayerPage(await context.NewPageAsync());
        var page = player.Page;
        page.SetDefaultTimeout(Patience);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning" && !IsOfThisMachine(message.Text)) player._faults.Enqueue($"{message.Type}: {message.Text}");
        };
        page.PageError += (_, error) => player._faults.Enqueue($"exception: {error}");
        page.Response += (_, response) =>
        {
            if (response.Status >= 400) player._faults.Enqueue($"{response.Status}: {response.Url}");
        };
        await page.AddInitScriptAsync(Witness.Value);
        if (kept is not null) await page.AddInitScriptAsync($"Object.entries({kept}).forEach(entry => sessionStorage.setItem(...entry))");
        await page.GotoAsync(url.ToString());
        await player.UntilAsync("() => window.gameServerPage?.frames > 0 && gameServerPage.tanks !== undefined");
        return player;
    }

    /// <summary>What went wrong so far: errors and warnings of the console, exceptions, files not found, and breaches of the policy.</summary>
    public async Task<IReadOnlyList<string>> FaultsAsync() =>
        [.. _faults, .. await Page.EvaluateAsync<string[]>("() => violations.map(v => `policy: ${v}`)")];

    /// <summary>Types a name, presses Enter, and waits for the tank.</summary>
    public async Task DriveAsync(string name)
    {
        await Page.GetByTestId("name").FillAsync(name);
        await Page.Keyboard.PressAsync("Enter");
        await UntilAsync("() => gameServerPage.phase === 'playing' && gameServerPage.me.alive");
    }

    /// <summary>Chooses the format in the network panel.</summary>
    /// <param name="format"><c>json</c> or <c>msgpack</c>.</param>
    public async Task SwitchToAsync(string format)
    {
        await Page.Keyboard.PressAsync("n");
        await Page.Locator("label", new() { Has = Page.GetByTestId($"format-{format}") }).ClickAsync();
        await UntilAsync($"() => gameServerPage.format === '{format}' && gameServerPage.line !== 'reconnecting' && gameServerPage.phase === 'playing' && gameServerPage.me.alive");
        await Page.Locator("#network-close").ClickAsync();
    }

    /// <summary>Loads the page anew.</summary>
    public async Task ReloadAsync()
    {
        await Page.ReloadAsync();
        await UntilAsync("() => window.gameServerPage?.frames > 0");
    }

    /// <summary>What a duplicate of this tab would find in its storage, were it made while nobody looks.</summary>
    public Task<string> StorageAsync() =>
        Page.EvaluateAsync<string>("() => { dispatchEvent(new Event('pagehide')); return JSON.stringify({ ...sessionStorage }); }");

    /// <summary>Which player and tank one is: a new seat has others.</summary>
    public async Task<(int You, int Tank)> SeatAsync() => await StateAsync() is { Me: { } me } state
        ? (state.You, me.Id)
        : throw new InvalidOperationException("There is no tank.");

    /// <summary>Waits until the banner has said something.</summary>
    /// <param name="text">What it has to contain.</param>
    public Task ToldAsync(string text) => UntilAsync("text => told.some(one => one.includes(text))", text);

    /// <summary>Waits until a part of the page says something.</summary>
    /// <param name="part">Its test id.</param>
    /// <param name="text">What it has to contain.</param>
    public Task ReadAsync(string part, string text) =>
        UntilAsync("([part, text]) => [...document.querySelectorAll(`[data-testid=${part}]`)].some(one => !one.hidden && one.textContent.includes(text))", new[] { part, text });

    /// <summary>Reads the page.</summary>
    public async Task<PageState> StateAsync() =>
        JsonSerializer.Deserialize(await Page.EvaluateAsync<string>(PageState.Script), PageJson.Default.PageState)!;

    /// <summary>Waits until something holds in the page, looking often.</summary>
    /// <param name="condition">A function of JavaScript.</param>
    /// <param name="argument">Its argument.</param>
    /// <exception cref="TimeoutException">It did not come; the text and a picture say what the page showed instead.</exception>
    public async Task UntilAsync(string condition, object? argument = null)
    {
        try
        {
            await Page.WaitForFunctionAsync(condition, argument, new() { PollingInterval = 20, Timeout = Patience });
        }
        catch (TimeoutException)
        {
            await KeepPictureAsync($"timeout-{Interlocked.Increment(ref _pictures)}");
            var state = await Page.EvaluateAsync<string>($"() => window.gameServerPage ? ({PageState.Script})() : document.body.innerText");
            throw new TimeoutException($"Waited for {condition}\nThe page: {state}\nFaults: {string.Join('\n', await FaultsAsync())}");
        }
    }

    /// <summary>Waits until the line and the tank are back.</summary>
    public Task BackAsync() => UntilAsync(
        "() => ['open', 'resumed', 'gap'].includes(gameServerPage.line) && gameServerPage.phase === 'playing' && gameServerPage.me.alive");

    /// <summary>Turns on the spot until the server has turned the tank.</summary>
    public async Task TurnAsync()
    {
        await Page.Keyboard.DownAsync("KeyD");
        await UntilAsync("from => gameServerPage.me.alive && Math.abs(gameServerPage.me.heading - from) > 0.5", (await StateAsync()).Me!.Heading);
        await Page.Keyboard.UpAsync("KeyD");
    }

    /// <summary>Waits until the tank has turned or driven.</summary>
    public async Task MovesAsync()
    {
        var me = (await StateAsync()).Me!;
        await UntilAsync(
            "([x, y, heading]) => gameServerPage.me.alive && (Math.hypot(gameServerPage.me.x - x, gameServerPage.me.y - y) > 0.5 || Math.abs(gameServerPage.me.heading - heading) > 0.3)",
            new[] { me.X, me.Y, me.Heading });
    }

    /// <summary>Waits until the tank has stood still for a second, and has fired nothing meanwhile.</summary>
    public async Task StandsAsync()
    {
        await Page.EvaluateAsync("() => { window.stood = null; }");
        await UntilAsync("() => stands()");
    }

    /// <summary>A part of the garage that is open over the battle.</summary>
    /// <param name="part">Its test id.</param>
    public ILocator InGarage(string part) => Page.GetByTestId("garage").GetByTestId(part);

    /// <summary>Touches a pot of paint in the garage.</summary>
    /// <param name="paint">Its number.</param>
    public Task PickPaintAsync(int paint) =>
        Page.GetByTestId("garage").Locator("label", new() { Has = Page.GetByTestId($"paint-{paint}") }).ClickAsync();

    /// <summary>Fills in the dialog of the account, which is open.</summary>
    public async Task RegisterAsync(string name, string password)
    {
        await Page.GetByTestId("account-name").FillAsync(name);
        await Page.GetByTestId("account-password").FillAsync(password);
        await Page.GetByTestId("register").ClickAsync();
    }

    /// <summary>Keeps an eye on another player's tank from now on.</summary>
    /// <param name="player">The other player's number.</param>
    public Task WatchAsync(int player) => Page.EvaluateAsync("player => watch(player)", player);

    /// <summary>Whether something was seen of the watched tank.</summary>
    /// <param name="what">An expression over <c>seen</c>.</param>
    public Task<bool> SeesAsync(string what) => Page.EvaluateAsync<bool>($"() => Boolean({what})");

    /// <summary>Holds the key for driving until another tab has seen the tank move.</summary>
    /// <param name="witness">The other tab, which watches this one's tank.</param>
    public async Task DriveUntilSeenAsync(PlayerPage witness)
    {
        await Page.Keyboard.DownAsync("KeyW");
        await witness.UntilAsync("() => seen.moved > 1");
        await Page.Keyboard.UpAsync("KeyW");
    }

    /// <summary>Aims at the watched tank and holds the trigger until it is wrecked before one's eyes.</summary>
    /// <param name="player">The other player's number.</param>
    public async Task FireUntilWreckedAsync(int player)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(2 * Patience));
        await Page.Mouse.DownAsync();
        while (!await SeesAsync("seen.wrecked > 0"))
        {
            patience.Token.ThrowIfCancellationRequested();
            await UntilAsync("player => seen.wrecked > 0 || sights(player)", player);
            if (await Page.EvaluateAsync<float[]?>("player => sights(player)", player) is [var x, var y])
            {
                await Page.Mouse.MoveAsync(x, y);
            }
        }

        await Page.Mouse.UpAsync();
    }

    /// <summary>Shoots at another player by thumb, and drives over the scrap that falls, until something holds.</summary>
    /// <param name="player">The other player's number.</param>
    /// <param name="until">A function of JavaScript.</param>
    public async Task HuntAsync(int player, string until)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(4 * Patience));
        Thumb? thumb = null;
        var drives = false;
        for (var frame = 0; !await Page.EvaluateAsync<bool>(until); frame = await Page.EvaluateAsync<int>("() => gameServerPage.frames"))
        {
            patience.Token.ThrowIfCancellationRequested();
            await UntilAsync("frame => gameServerPage.frames > frame", frame);
            var quarry = await Page.EvaluateAsync<double[]?>("player => quarry(player)", player);
            if (thumb is not null && (quarry is null || quarry[0] > 0 != drives))
            {
                await thumb.DisposeAsync();
                thumb = null;
            }

            if (quarry is null) continue;
            drives = quarry[0] > 0;
            var (x, y) = (drives ? 120 : 520, 400);
            thumb ??= await Thumb.PutAsync(Page, x, y);
            await thumb.SlideAsync(x + 55 * Math.Cos(quarry[1]), y + 55 * Math.Sin(quarry[1]));
        }

        if (thumb is not null) await thumb.DisposeAsync();
    }

    /// <summary>Keeps a picture of the page among the artifacts.</summary>
    public async Task KeepPictureAsync(string name)
    {
        var path = Path.Combine(Repository.Artifacts, string.Create(CultureInfo.InvariantCulture, $"{name}.png"));
        await Page.ScreenshotAsync(new() { Path = path });
    }

    // Drawing without a graphics card is a matter of the machine that runs the tests.
    private static bool IsOfThisMachine(string text) =>
        text.Contains("GPU stall", StringComparison.Ordinal) || text.Contains("software WebGL", StringComparison.OrdinalIgnoreCase)
        || text.Contains("GL Driver Message", StringComparison.Ordinal);
}
