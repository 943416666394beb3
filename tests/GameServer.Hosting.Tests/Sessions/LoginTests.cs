using System.Text.Json;
using GameServer.Hosting.Tests.Infrastructure;
using GameServer.Rpc;

namespace GameServer.Hosting.Tests.Sessions;

/// <summary>Signing in and out over a real WebSocket, in both formats.</summary>
public abstract class LoginTests(string subprotocol) : IDisposable
{
    private const string Password = "correct horse";
    private readonly TemporaryFolder _folder = new();
    private RunningServer? _server;

    private RunningServer Server => _server ??= RunningServer.Start(_folder);

    [Fact]
    public async Task Whoever_registers_is_signed_in_and_can_sign_in_again()
    {
        await using var first = await Server.ConnectAsync(subprotocol);
        var registered = await first.CallAsync("login.register", new { name = "Ann", password = Password });
        var player = registered.GetProperty("player");
        Assert.Equal("Ann", player.GetProperty("name").GetString());
        Assert.False(player.GetProperty("guest").GetBoolean());
        Assert.Equal(43, registered.GetProperty("token").GetString()!.Length);

        await using var second = await Server.ConnectAsync(subprotocol);
        var signedIn = await second.CallAsync("login.signIn", new { name = "aNN", password = Password });
        Assert.Equal(player.GetProperty("id").GetInt64(), signedIn.GetProperty("player").GetProperty("id").GetInt64());
        Assert.NotEqual(registered.GetProperty("token").GetString(), signedIn.GetProperty("token").GetString());
    }

    [Fact]
    public async Task A_second_sign_in_takes_the_first_ones_place_and_tells_it()
    {
        await using var first = await Server.ConnectAsync(subprotocol);
        await first.CallAsync("login.register", new { name = "Ann", password = Password });
        await first.CallAsync("room.join");
        await using var second = await Server.ConnectAsync(subprotocol);
        await second.CallAsync("login.signIn", new { name = "Ann", password = Password });

        Assert.Equal((1008, "taken-over"), await first.Closed);
        var room = Assert.Single((await second.CallAsync("room.list")).EnumerateArray());
        Assert.Equal(0, room.GetProperty("players").GetInt32());
        await second.CallAsync("room.join");
    }

    [Theory]
    [InlineData("gameserver.v1.json")]
    [InlineData("gameserver.v1.msgpack")]
    public async Task A_line_that_is_cut_is_resumed_in_any_format_with_seat_and_events(string later)
    {
        await using var other = await Server.GuestAsync("Bob");
        await using var first = await Server.ConnectAsync(subprotocol);
        var token = (await first.CallAsync("login.guest", new { name = "Ann" })).GetProperty("token").GetString();
        var joined = await first.CallAsync("room.join");
        await other.CallAsync("room.join");
        await other.CallAsync("chat.say", new { text = "one" });
        var lastEvent = (await first.EventAsync("chat.said")).GetProperty("event").GetInt64();
        await first.DisposeAsync();
        await other.CallAsync("chat.say", new { text = "two" });
        await other.EventAsync("chat.said");
        await other.EventAsync("chat.said");

        await using var second = await Server.ConnectAsync(later);
        var resumed = await second.CallAsync("login.resume", new { token, lastEvent });
        Assert.Equal(lastEvent + 1, resumed.GetProperty("nextEvent").GetInt64());
        Assert.Equal(joined.GetProperty("you").GetInt32(), resumed.GetProperty("room").GetProperty("you").GetInt32());
        Assert.Equal(2, resumed.GetProperty("room").GetProperty("room").GetProperty("players").GetInt32());
        Assert.Equal("two", (await second.EventAsync("chat.said")).GetProperty("text").GetString());
        await second.CallAsync("chat.say", new { text = "three" });
        Assert.Equal("three", (await second.EventAsync("chat.said")).GetProperty("text").GetString());
        await second.CallAsync("tank.steer", new { seq = 1, throttle = 1.0, turn = 0.0, aim = 0.0, fire = false });
        while ((await second.EventAsync("room.snapshot")).GetProperty("ack").GetInt32() != 1)
        {
        }

        var numbers = second.Received.Select(message => JsonDocument.Parse(message).RootElement)
            .Where(message => message.TryGetProperty("params", out var values) && values.TryGetProperty("event", out _))
            .Select(message => message.GetProperty("params").GetProperty("event").GetInt64()).ToList();
        Assert.Equal(Enumerable.Range(1, numbers.Count).Select(index => lastEvent + index), numbers);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(9007199254740992)]
    public async Task An_event_number_that_cannot_be_is_refused(long lastEvent)
    {
        await using var client = await Server.ConnectAsync(subprotocol);
        Assert.Equal(ErrorCodes.InvalidParams, (await client.FailAsync("login.resume", new { token = "x", lastEvent })).Code);
    }

    [Fact]
    public async Task Signing_out_ends_token_and_line_after_the_reply()
    {
        await using var client = await Server.ConnectAsync(subprotocol);
        var token = (await client.CallAsync("login.guest")).GetProperty("token").GetString();
        await client.CallAsync("login.signOut");

        Assert.Equal((1008, "signed-out"), await client.Closed);
        await using var later = await Server.ConnectAsync(subprotocol);
        Assert.Equal(ErrorCodes.InvalidToken, (await later.FailAsync("login.resume", new { token })).Code);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_name_get_the_same_answer()
    {
        await using var client = await Server.ConnectAsync(subprotocol);
        await client.CallAsync("login.register", new { name = "Ann", password = Password });
        await client.CallAsync("login.guest", new { name = "Visitor" });

        var answers = new List<string>();
        foreach (var (name, password) in new[]
        {
            ("Ann", "wrong horse"), ("Nobody", Password), ("Visitor", Password), ("Visitor", ""), ("?", Password), ("Ann", new string('x', 500)),
        })
        {
            var failure = await client.FailAsync("login.signIn", new { name, password });
            Assert.Equal(ErrorCodes.WrongNameOrPassword, failure.Code);
            answers.Add(failure.Error.GetRawText());
        }

        Assert.Single(answers.Distinct());
    }

    [Fact]
    public async Task A_name_is_taken_whatever_its_case()
    {
        await using var client = await Server.ConnectAsync(subprotocol);
        await client.CallAsync("login.register", new { name = "Ann", password = Password });
        await using var other = await Server.ConnectAsync(subprotocol);
        Assert.Equal(ErrorCodes.NameTaken, (await other.FailAsync("login.register", new { name = "ANN", password = Password })).Code);
        var guest = await other.CallAsync("login.guest", new { name = "ann" });
        Assert.Matches("^ann-[0-9]+$", guest.GetProperty("player").GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("Al", Password)]
    [InlineData("<script>", Password)]
    [InlineData("Ann", "short")]
    public async Task Names_and_passwords_against_the_rules_are_refused(string name, string password)
    {
        await using var client = await Server.ConnectAsync(subprotocol);
        Assert.Equal(ErrorCodes.NameOrPasswordRefused, (await client.FailAsync("login.register", new { name, password })).Code);
        await client.CallAsync("login.guest");
    }

    [Fact]
    public async Task Without_a_sign_in_what_needs_one_is_refused()
    {
        await using var client = await Server.ConnectAsync(subprotocol);
        foreach (var method in new[] { "room.join", "login.signOut", "chat.say" })
        {
            Assert.Equal(ErrorCodes.SignInFirst, (await client.FailAsync(method, new { text = "hello" })).Code);
        }

        await client.CallAsync("login.guest");
        Assert.Equal(ErrorCodes.JoinRoomFirst, (await client.FailAsync("chat.say", new { text = "hello" })).Code);
    }

    [Fact]
    public async Task Signing_in_as_somebody_else_leaves_the_seat()
    {
        await using var client = await Server.GuestAsync("Ann", subprotocol);
        await client.CallAsync("room.join");
        await client.CallAsync("login.guest", new { name = "Bob" });
        Assert.Equal(ErrorCodes.JoinRoomFirst, (await client.FailAsync("chat.say", new { text = "hello" })).Code);
    }

    [Fact]
    public async Task Accounts_and_tokens_outlive_the_server()
    {
        string? token;
        await using (var client = await Server.ConnectAsync(subprotocol))
        {
            token = (await client.CallAsync("login.register", new { name = "Ann", password = Password })).GetProperty("token").GetString();
        }

        await Server.DisposeAsync();
        _server = null;
        await using var again = await Server.ConnectAsync(subprotocol);
        var resumed = await again.CallAsync("login.resume", new { token, lastEvent = 7L });
        Assert.Equal("Ann", resumed.GetProperty("player").GetProperty("name").GetString());
        await again.CallAsync("login.signIn", new { name = "Ann", password = Password });
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        _server?.Dispose();
        _folder.Dispose();
    }
}

public sealed class JsonLoginTests() : LoginTests("gameserver.v1.json");

public sealed class MessagePackLoginTests() : LoginTests("gameserver.v1.msgpack");
