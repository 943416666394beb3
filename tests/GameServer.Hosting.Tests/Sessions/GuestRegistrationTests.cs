using System.Text.Json;
using GameServer.Hosting.Tests.Infrastructure;
using GameServer.Rpc;
using Microsoft.Data.Sqlite;

namespace GameServer.Hosting.Tests.Sessions;

/// <summary>A guest who registers keeps his account, over a real WebSocket, in both formats.</summary>
public abstract class GuestRegistrationTests(string subprotocol) : IDisposable
{
    private const string Password = "correct horse";
    private readonly TemporaryFolder _folder = new();
    private RunningServer? _server;

    private RunningServer Server => _server ??= RunningServer.Start(
        _folder, new() { ["Limits:CallsPerSecond"] = "0", ["Limits:FailuresPerSecond"] = "0", ["Limits:ChatPerSecond"] = "0" }, services => new GameServerBuilder(services).AddGame<TallyGame>("tally"));

    [Fact]
    public async Task A_guest_who_registers_keeps_number_token_points_seat_and_connection()
    {
        await using var bob = await Server.GuestAsync("Bob", subprotocol);
        await using var ann = await Server.ConnectAsync(subprotocol);
        var guest = await ann.CallAsync("login.guest", new { name = "Visitor" });
        var joined = await ann.CallAsync("room.join", new { game = "tally" });
        await bob.CallAsync("room.join", new { game = "tally" });
        await ann.CallAsync("tally.score", new { points = 30 });
        await bob.EventAsync("tally.scored");

        var registered = await ann.CallAsync("login.register", new { name = "Ann", password = Password });
        Assert.Equal(
            (IdOf(guest), "Ann", false, TokenOf(guest)), (IdOf(registered), NameOf(registered), IsGuest(registered), TokenOf(registered)));

        // Everybody hears it, and whoever comes later sees it.
        foreach (var client in new[] { ann, bob })
        {
            var player = (await client.EventAsync("room.renamed")).GetProperty("player");
            Assert.Equal((joined.GetProperty("you").GetInt32(), "Ann"), (player.GetProperty("id").GetInt32(), player.GetProperty("name").GetString()));
            Assert.False(player.GetProperty("bot").GetBoolean());
            Assert.False(client.HasEvent("room.left"));
        }

        await using var watcher = await Server.ConnectAsync(subprotocol);
        var seen = await watcher.CallAsync("room.watch", new { game = "tally", room = joined.GetProperty("room").GetProperty("id").GetString() });
        Assert.Contains(seen.GetProperty("players").EnumerateArray(), static player => player.GetProperty("name").GetString() == "Ann");

        // He plays and talks on, and has coins.
        await ann.CallAsync("tally.score", new { points = 12 });
        await bob.EventAsync("tally.scored");
        await ann.CallAsync("chat.say", new { text = "hi" });
        Assert.Equal("Ann", (await bob.EventAsync("chat.said")).GetProperty("name").GetString());
        Assert.Equal(1000, (await ann.CallAsync("wallet.balance")).GetProperty("coins").GetInt64());
        var numbers = ann.Received.Select(static message => JsonDocument.Parse(message).RootElement)
            .Where(static message => message.TryGetProperty("params", out var values) && values.TryGetProperty("event", out _))
            .Select(static message => message.GetProperty("params").GetProperty("event").GetInt64()).ToList();
        Assert.Equal(Enumerable.Range((int)numbers[0], numbers.Count).Select(static number => (long)number), numbers);
        var best = await UntilAsync(
            async () => (await bob.CallAsync("leaderboard.top")).EnumerateArray().FirstOrDefault(),
            static best => best.ValueKind == JsonValueKind.Object && best.GetProperty("total").GetInt64() >= 42);
        Assert.Equal("Ann", best.GetProperty("name").GetString());

        // The token and the password lead to the same account, whose guest's name is free again.
        await using var later = await Server.ConnectAsync(subprotocol);
        var resumed = await later.CallAsync("login.resume", new { token = TokenOf(guest), lastEvent = numbers[^1] });
        Assert.Equal((IdOf(guest), "Ann", false), (IdOf(resumed), NameOf(resumed), IsGuest(resumed)));
        Assert.Equal(joined.GetProperty("you").GetInt32(), resumed.GetProperty("room").GetProperty("you").GetInt32());
        await using var elsewhere = await Server.ConnectAsync(subprotocol);
        Assert.Equal(IdOf(guest), IdOf(await elsewhere.CallAsync("login.signIn", new { name = "ANN", password = Password })));
        Assert.Equal("Visitor", NameOf(await watcher.CallAsync("login.guest", new { name = "Visitor" })));
    }

    [Fact]
    public async Task The_leaderboard_shows_the_new_name_at_once()
    {
        await using var ann = await Server.GuestAsync("Visitor", subprotocol);
        await ann.CallAsync("room.join", new { game = "tally" });
        await ann.CallAsync("tally.score", new { points = 30 });
        await UntilAsync(() => ann.CallAsync("leaderboard.top"), static top => top.GetArrayLength() > 0);

        await ann.CallAsync("login.register", new { name = "Ann", password = Password });
        Assert.Equal("Ann", (await ann.CallAsync("leaderboard.top"))[0].GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_guest_s_own_name_can_be_kept_and_another_s_is_taken()
    {
        await using var bob = await Server.ConnectAsync(subprotocol);
        await bob.CallAsync("login.register", new { name = "Bob", password = Password });
        await using var ann = await Server.ConnectAsync(subprotocol);
        var guest = await ann.CallAsync("login.guest", new { name = "bob" });
        Assert.StartsWith("bob-", NameOf(guest), StringComparison.Ordinal);
        await ann.CallAsync("room.join", new { game = "tally" });

        Assert.Equal(ErrorCodes.NameTaken, (await ann.FailAsync("login.register", new { name = "BOB", password = Password })).Code);
        Assert.Equal(ErrorCodes.NameTaken, (await ann.FailAsync("login.register", new { name = "B0b", password = Password })).Code);
        Assert.Equal(ErrorCodes.NameOrPasswordRefused, (await ann.FailAsync("login.register", new { name = "Ann", password = "short" })).Code);
        Assert.Equal(ErrorCodes.AccountNeeded, (await ann.FailAsync("wallet.balance")).Code);

        var registered = await ann.CallAsync("login.register", new { name = NameOf(guest), password = Password });
        Assert.Equal((IdOf(guest), NameOf(guest)), (IdOf(registered), NameOf(registered)));
        await ann.CallAsync("tally.score", new { points = 1 });
        // Once more is another account's business, and this one's name is taken.
        Assert.Equal(ErrorCodes.NameTaken, (await ann.FailAsync("login.register", new { name = NameOf(guest), password = Password })).Code);
    }

    [Fact]
    public async Task Of_two_registrations_at_once_one_is_done()
    {
        await using var ann = await Server.ConnectAsync(subprotocol);
        var guest = await ann.CallAsync("login.guest", new { name = "Visitor" });
        await ann.CallAsync("room.join", new { game = "tally" });
        var both = new[] { "Ann", "Eve" }.Select(name => ann.CallAsync("login.register", new { name, password = Password })).ToArray();
        await Task.WhenAll(both.Select(static one => one.ContinueWith(static _ => { }, TaskScheduler.Default)));

        var done = Assert.Single(both, static one => one.IsCompletedSuccessfully);
        Assert.Equal(IdOf(guest), IdOf(await done));
        var refused = Assert.IsType<CallErrorException>(both.Single(one => one != done).Exception!.InnerException);
        Assert.Equal(ErrorCodes.NameTaken, refused.Code);
        Assert.Equal(NameOf(await done), (await ann.EventAsync("room.renamed")).GetProperty("player").GetProperty("name").GetString());
        await ann.CallAsync("tally.score", new { points = 1 });
    }

    [Fact]
    public async Task Whoever_comes_back_while_he_registers_is_who_he_has_become()
    {
        for (var round = 0; round < 10; round++)
        {
            await using var first = await Server.ConnectAsync(subprotocol);
            var guest = await first.CallAsync("login.guest", new { name = $"Visitor {round}" });
            var you = (await first.CallAsync("room.join", new { game = "tally" })).GetProperty("you").GetInt32();
            await using var second = await Server.ConnectAsync(subprotocol);
            var registering = first.CallAsync("login.register", new { name = $"Ann {round}", password = Password });
            var resumed = await second.CallAsync("login.resume", new { token = TokenOf(guest) });
            Assert.Equal(you, resumed.GetProperty("room").GetProperty("you").GetInt32());
            await registering.ContinueWith(static _ => { }, TaskScheduler.Default);

            // Its connection is gone, and with it the reply, or the call before it had done anything. Asked again, it was
            // done or is.
            Assert.True(await CodeOfAsync(second, "login.register", new { name = $"Ann {round}", password = Password }) is null or ErrorCodes.NameTaken);
            await UntilAsync(() => CodeOfAsync(second, "wallet.balance"), static code => code is null);
            await UntilAsync(
                async () =>
                {
                    await second.CallAsync("chat.say", new { text = "hi" });
                    return (await second.EventAsync("chat.said")).GetProperty("name").GetString();
                },
                name => name == $"Ann {round}");
            Assert.Equal(1000, (await second.CallAsync("wallet.balance")).GetProperty("coins").GetInt64());
            await second.CallAsync("room.leave");
        }
    }

    [Fact]
    public async Task What_an_administrator_did_to_a_guest_stays()
    {
        await using var admin = await Server.ConnectAsync(subprotocol);
        await admin.CallAsync("login.register", new { name = "Admin", password = Password });
        Change("UPDATE accounts SET IsAdministrator = 1 WHERE Name = 'Admin'");
        await using var ann = await Server.GuestAsync("Visitor", subprotocol);
        await ann.CallAsync("room.join", new { game = "tally" });
        await admin.CallAsync("admin.mute", new { name = "Visitor", minutes = 5 });
        await ann.CallAsync("login.register", new { name = "Ann", password = Password });
        Assert.Equal(ErrorCodes.Muted, (await ann.FailAsync("chat.say", new { text = "hi" })).Code);
        await using var later = await Server.ConnectAsync(subprotocol);
        await later.CallAsync("login.signIn", new { name = "Ann", password = Password });
        await later.CallAsync("room.join", new { game = "tally" });
        Assert.Equal(ErrorCodes.Muted, (await later.FailAsync("chat.say", new { text = "hi" })).Code);
        await admin.CallAsync("admin.pardon", new { name = "Ann" });
        await later.CallAsync("chat.say", new { text = "hi" });
    }

    [Fact]
    public async Task A_guest_who_was_forgotten_meanwhile_gets_a_new_account()
    {
        await using var ann = await Server.ConnectAsync(subprotocol);
        var guest = await ann.CallAsync("login.guest", new { name = "Visitor" });
        await ann.CallAsync("room.join", new { game = "tally" });
        Change("PRAGMA foreign_keys = ON; DELETE FROM accounts WHERE Name = 'Visitor'");
        var registered = await ann.CallAsync("login.register", new { name = "Ann", password = Password });
        Assert.NotEqual(IdOf(guest), IdOf(registered));
        Assert.NotEqual(TokenOf(guest), TokenOf(registered));
        await ann.CallAsync("room.join", new { game = "tally" });
    }

    [Fact]
    public async Task A_guest_who_only_watches_registers_too()
    {
        await using var ann = await Server.GuestAsync("Visitor", subprotocol);
        await ann.CallAsync("room.watch", new { game = "tally" });
        await ann.CallAsync("login.register", new { name = "Ann", password = Password });
        await ann.EventAsync("room.snapshot");
        var joined = await ann.CallAsync("room.join", new { game = "tally" });
        Assert.Equal("Ann", Assert.Single(joined.GetProperty("players").EnumerateArray()).GetProperty("name").GetString());
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

    private static async Task<T> UntilAsync<T>(Func<Task<T>> ask, Func<T, bool> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            if (await ask() is var answer && holds(answer))
            {
                return answer;
            }

            patience.Token.ThrowIfCancellationRequested();
        }
    }

    /// <summary>The number of the error that a call is answered with; null where there is none.</summary>
    private static async Task<int?> CodeOfAsync(TestClient client, string method, object? parameters = null)
    {
        try
        {
            await client.CallAsync(method, parameters);
            return null;
        }
        catch (CallErrorException error)
        {
            return error.Code;
        }
    }

    private static long IdOf(JsonElement signedIn) => signedIn.GetProperty("player").GetProperty("id").GetInt64();

    private static string NameOf(JsonElement signedIn) => signedIn.GetProperty("player").GetProperty("name").GetString()!;

    private static bool IsGuest(JsonElement signedIn) => signedIn.GetProperty("player").GetProperty("guest").GetBoolean();

    private static string TokenOf(JsonElement signedIn) => signedIn.GetProperty("token").GetString()!;

    private void Change(string statement)
    {
        using var connection = new SqliteConnection($"Data Source={Server.DatabasePath};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }
}

public sealed class JsonGuestRegistrationTests() : GuestRegistrationTests("gameserver.v1.json");

public sealed class MessagePackGuestRegistrationTests() : GuestRegistrationTests("gameserver.v1.msgpack");
