using System.Globalization;
using EndToEnd.Tests.Infrastructure;

namespace EndToEnd.Tests.Browser;

/// <summary>Names and texts as a player types them, and the account that a guest makes of his play.</summary>
public sealed class AccountTests(PublishedProgram program, BrowserFixture browser)
{
    private const string Family = "\U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466";

    [Fact]
    public async Task A_guest_who_registers_in_play_stays_in_his_seat_under_the_new_name()
    {
        await using var server = await program.StartAsync(Ring.Settings);
        await using var context = await browser.Browser.NewContextAsync(new() { ViewportSize = new() { Width = 900, Height = 700 } });
        var ann = await PlayerPage.OpenAsync(context, server.Url);
        var ben = await PlayerPage.OpenAsync(context, server.Url);
        await ben.DriveAsync("Ben");
        await ann.DriveAsync("Ann");
        await ann.TurnAsync();
        var (seat, before) = (await ann.SeatAsync(), (await ann.StateAsync()).Me!);

        await ann.Page.Keyboard.PressAsync("g");
        await ann.PickPaintAsync(9);
        await ann.InGarage("shop-register").ClickAsync();
        // The guest's own name is offered, and may be kept.
        Assert.Equal("Ann", await ann.Page.GetByTestId("account-name").InputValueAsync());
        await ann.RegisterAsync("ben", "a long password");
        await ann.ReadAsync("account-message", "exists");
        await ann.RegisterAsync("शान्ति", "a long password");
        await ann.UntilAsync("() => gameServerPage.phase === 'playing' && gameServerPage.me.alive && gameServerPage.me.name === 'शान्ति'");

        var after = (await ann.StateAsync()).Me!;
        Assert.Equal(seat, await ann.SeatAsync());
        Assert.Equal((before.X, before.Y), (after.X, after.Y), static (a, b) => Math.Abs(a.X - b.X) < 1 && Math.Abs(a.Y - b.Y) < 1);
        await ben.UntilAsync("you => gameServerPage.scores.some(one => one.player === you && one.name === 'शान्ति')", seat.You);
        Assert.Equal(2, (await ben.StateAsync()).Scores.Count);
        await ann.TurnAsync();
        await ann.Page.Keyboard.PressAsync("g");
        await ann.ReadAsync("coins", "1,000");
        await ann.Page.GetByTestId("garage-close").ClickAsync();

        // What is said goes out under it, and a family is one character.
        await ann.Page.Keyboard.PressAsync("Enter");
        await ann.Page.GetByTestId("chat-input").FillAsync(string.Concat(Enumerable.Repeat(Family, 150)));
        await ann.Page.Keyboard.PressAsync("Enter");
        await ben.ReadAsync("chat-log", $"शान्ति {Family}");
        await ben.KeepPictureAsync("account-chat");
        await ann.ReloadAsync();
        await ann.BackAsync();
        Assert.Equal(seat, await ann.SeatAsync());
        Assert.Empty(await ann.FaultsAsync());
        Assert.Empty(await ben.FaultsAsync());
    }

    [Theory]
    [InlineData(1280, 800)]
    [InlineData(390, 844)]
    public async Task What_was_said_of_a_wrong_name_goes_when_it_is_mended(int width, int height)
    {
        await using var server = await program.StartAsync(Ring.Settings);
        await using var context = await browser.Browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = height } });
        var ann = await PlayerPage.OpenAsync(context, server.Url);
        await ann.Page.GetByTestId("name").FillAsync("Аnn");
        await ann.Page.Keyboard.PressAsync("Enter");
        await ann.ReadAsync("lobby-message", "mix");
        await ann.KeepPictureAsync(string.Create(CultureInfo.InvariantCulture, $"name-refused-{width}"));
        await ann.Page.GetByTestId("name").PressAsync("End");
        await ann.Page.Keyboard.PressAsync("x");
        await ann.UntilAsync("() => document.getElementById('lobby-message').textContent === ''");

        await ann.Page.GetByTestId("account-open").ClickAsync();
        await ann.RegisterAsync("Al", "a long password");
        await ann.ReadAsync("account-message", "at least 3");
        await ann.KeepPictureAsync(string.Create(CultureInfo.InvariantCulture, $"account-refused-{width}"));
        await ann.Page.GetByTestId("account-name").PressAsync("End");
        await ann.Page.Keyboard.PressAsync("i");
        await ann.UntilAsync("() => document.getElementById('account-message').textContent === ''");
        await ann.KeepPictureAsync(string.Create(CultureInfo.InvariantCulture, $"account-mended-{width}"));
        await ann.Page.GetByTestId("register").ClickAsync();
        await ann.UntilAsync("() => !document.getElementById('account').open");
        Assert.Empty(await ann.FaultsAsync());
    }

    [Fact]
    public async Task Names_from_right_to_left_leave_what_stands_around_them()
    {
        await using var server = await program.StartAsync(Ring.Settings);
        await using var context = await browser.Browser.NewContextAsync(new() { ViewportSize = new() { Width = 900, Height = 700 } });
        var ann = await PlayerPage.OpenAsync(context, server.Url);
        await ann.DriveAsync("שלום 1");
        await ann.Page.Keyboard.PressAsync("Enter");
        await ann.Page.GetByTestId("chat-input").FillAsync("שלום (3)!");
        await ann.Page.Keyboard.PressAsync("Enter");
        await ann.ReadAsync("chat-log", "שלום 1 שלום (3)!");
        // Name and text are apart, so that the number of the one does not wander into the other.
        Assert.True(await ann.Page.EvaluateAsync<bool>(
            """
            () => {
              const line = document.querySelector('#chat-log li:last-child');
              const [name, text] = line.querySelectorAll('bdi');
              return name.getBoundingClientRect().right <= text.getBoundingClientRect().left
                && getComputedStyle(name).unicodeBidi === 'isolate' && getComputedStyle(text).unicodeBidi === 'isolate';
            }
            """));
        await ann.KeepPictureAsync("names-from-right");
        Assert.Empty(await ann.FaultsAsync());
    }
}
