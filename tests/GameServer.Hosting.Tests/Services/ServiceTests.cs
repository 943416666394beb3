using System.Text.Json;
using GameServer.Hosting.Tests.Infrastructure;
using GameServer.Rpc;

namespace GameServer.Hosting.Tests.Services;

/// <summary>Chat, leaderboard and server over a real WebSocket, in both formats.</summary>
public abstract class ServiceTests(string subprotocol) : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private RunningServer? _server;

    private RunningServer Server => _server ??= RunningServer.Start(
        _folder, configure: services => new GameServerBuilder(services).AddGame<TallyGame>("tally"));

    [Fact]
    public async Task What_is_said_reaches_everybody_in_the_room_as_it_was_said()
    {
        const string Text = "<b>Ünïcode</b> & 😀 \"quotes\"";
        await using var ann = await Server.GuestAsync("Ann", subprotocol);
        await using var bob = await Server.GuestAsync("Bob", subprotocol);
        await using var watcher = await Server.ConnectAsync(subprotocol);
        var you = (await ann.CallAsync("room.join", new { game = "tally" })).GetProperty("you").GetInt32();
        await bob.CallAsync("room.join", new { game = "tally" });
        await watcher.CallAsync("room.watch", new { game = "tally" });
        await ann.CallAsync("chat.say", new { text = $"  {Text} " });

        foreach (var client in new[] { ann, bob, watcher })
        {
            var said = await client.EventAsync("chat.said");
            Assert.Equal(you, said.GetProperty("player").GetInt32());
            Assert.Equal("Ann", said.GetProperty("name").GetString());
            Assert.Equal(Text, said.GetProperty("text").GetString());
            Assert.True(said.GetProperty("event").GetInt64() > 0);
        }
    }

    [Fact]
    public async Task Texts_against_the_rules_are_refused()
    {
        await using var client = await Server.GuestAsync("Ann", subprotocol);
        await client.CallAsync("room.join", new { game = "tally" });
        foreach (var text in new[]
        {
            "", "   ", new string('x', 201), "one\ntwo", "bell\u0007", "line\u2028separator", "a\u202Etxt.exe", "a\u202A", "a\u2066", "a\u2069",
            "\u200B", "\u2060\uFEFF", "\u3164", "\u2800", "\u00AD", "\U000E0041", "a\u200Eb", "a\u200Fb", "a\u061Cb", "\uE000",
        })
        {
            Assert.Equal(ErrorCodes.TextRefused, (await client.FailAsync("chat.say", new { text })).Code);
        }

        await client.CallAsync("chat.say", new { text = new string('x', 200) });
    }

    [Fact]
    public async Task A_line_counts_people_s_characters_and_arrives_tidied()
    {
        const string Family = "\U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466";
        await using var client = await Server.GuestAsync("Ann", subprotocol);
        await client.CallAsync("room.join", new { game = "tally" });
        foreach (var (text, told) in new[]
        {
            (string.Concat(Enumerable.Repeat("\U0001F600", 101)), null), (string.Concat(Enumerable.Repeat(Family, 40)), null),
            ("e\u0301" + new string('\u0315', 60), "\u00E9" + new string('\u0315', 4)), ("\u200Bhi\u2060 \u05E9\u05DC\u05D5\u05DD", "hi \u05E9\u05DC\u05D5\u05DD"),
        })
        {
            await client.CallAsync("chat.say", new { text });
            Assert.Equal(told ?? text, (await client.EventAsync("chat.said")).GetProperty("text").GetString());
        }
    }

    [Fact]
    public async Task A_long_line_counts_as_several()
    {
        await using var client = await Server.GuestAsync("Ann", subprotocol);
        await client.CallAsync("room.join", new { game = "tally" });
        // 200 characters of 25 bytes are 5,000 bytes: as much as five lines, which is what may be said at once.
        await client.CallAsync("chat.say", new { text = string.Concat(Enumerable.Repeat("\U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466", 200)) });
        Assert.Equal(ErrorCodes.TooManyRequests, (await client.FailAsync("chat.say", new { text = "x" })).Code);
    }

    [Fact]
    public async Task The_leaderboard_survives_a_restart()
    {
        await using (var ann = await Server.GuestAsync("Ann", subprotocol))
        {
            var you = (await ann.CallAsync("room.join", new { game = "tally" })).GetProperty("you").GetInt32();
            foreach (var points in new[] { 30, 12 })
            {
                await ann.CallAsync("tally.score", new { points });
                var scored = await ann.EventAsync("tally.scored");
                Assert.Equal((you, points), (scored.GetProperty("player").GetInt32(), scored.GetProperty("points").GetInt32()));
            }
        }

        await Server.DisposeAsync();
        _server = null;
        await using var client = await Server.ConnectAsync(subprotocol);
        var line = Assert.Single((await client.CallAsync("leaderboard.top", new { count = 10 })).EnumerateArray());
        Assert.Equal(1, line.GetProperty("rank").GetInt32());
        Assert.Equal("Ann", line.GetProperty("name").GetString());
        Assert.Equal(30, line.GetProperty("best").GetInt64());
        Assert.Equal(42, line.GetProperty("total").GetInt64());
    }

    [Fact]
    public async Task A_leaderboard_is_sorted_by_the_key_that_is_asked_for()
    {
        await using var ann = await Server.GuestAsync("Ann", subprotocol);
        await using var ben = await Server.GuestAsync("Ben", subprotocol);
        foreach (var (client, awards) in new[] { (ann, new[] { 30 }), (ben, [20, 20]) })
        {
            await client.CallAsync("room.join", new { game = "tally" });
            foreach (var points in awards)
            {
                await client.CallAsync("tally.score", new { points });
                await client.EventAsync("tally.scored");
            }
        }

        await Server.DisposeAsync();
        _server = null;
        await using var reader = await Server.ConnectAsync(subprotocol);
        Assert.Equal(["Ben", "Ann"], await NamesAsync(new { }));
        Assert.Equal(["Ben", "Ann"], await NamesAsync(new { sort = "total" }));
        Assert.Equal(["Ann", "Ben"], await NamesAsync(new { sort = "best" }));
        Assert.Equal(["Ann"], await NamesAsync(new { count = 1, sort = "best" }));
        foreach (var sort in new object[] { "name", "", 7 })
        {
            Assert.Equal(ErrorCodes.InvalidParams, (await reader.FailAsync("leaderboard.top", new { sort })).Code);
        }

        async Task<string?[]> NamesAsync(object arguments) =>
            [.. (await reader.CallAsync("leaderboard.top", arguments)).EnumerateArray().Select(entry => entry.GetProperty("name").GetString())];
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    [InlineData(-1)]
    public async Task A_leaderboard_has_one_to_a_hundred_lines(int count)
    {
        await using var client = await Server.ConnectAsync(subprotocol);
        Assert.Equal(ErrorCodes.InvalidParams, (await client.FailAsync("leaderboard.top", new { count })).Code);
        Assert.Equal(JsonValueKind.Array, (await client.CallAsync("leaderboard.top")).ValueKind);
    }

    [Fact]
    public async Task Ping_comes_back_with_the_tick_of_the_room()
    {
        await using var client = await Server.GuestAsync(null, subprotocol);
        var outside = await client.CallAsync("server.ping", new { seq = 3, sent = 1234.5 });
        Assert.Equal(3, outside.GetProperty("seq").GetInt64());
        Assert.Equal(1234.5, outside.GetProperty("sent").GetDouble());
        Assert.Equal(0, outside.GetProperty("tick").GetInt32());

        await client.CallAsync("room.join");
        var shown = (await client.EventAsync("room.snapshot")).GetProperty("tick").GetInt32();
        Assert.True((await client.CallAsync("server.ping")).GetProperty("tick").GetInt32() >= shown);
    }

    [Fact]
    public async Task Info_says_what_runs_here()
    {
        await using var client = await Server.GuestAsync(null, subprotocol);
        await client.CallAsync("room.join");
        var info = await client.CallAsync("server.info");
        Assert.Equal(["tank", "tally"], info.GetProperty("games").EnumerateArray().Select(game => game.GetString()));
        Assert.Equal(
            ["gameserver.v1.json", "gameserver.v1.msgpack"],
            info.GetProperty("protocols").EnumerateArray().Select(protocol => protocol.GetString()));
        Assert.Equal(1, info.GetProperty("rooms").GetInt32());
        Assert.Equal(1, info.GetProperty("players").GetInt32());
        Assert.Matches(@"^\d+\.\d+\.\d+$", info.GetProperty("version").GetString());
        Assert.NotEmpty(info.GetProperty("name").GetString()!);
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

public sealed class JsonServiceTests() : ServiceTests("gameserver.v1.json");

public sealed class MessagePackServiceTests() : ServiceTests("gameserver.v1.msgpack");
