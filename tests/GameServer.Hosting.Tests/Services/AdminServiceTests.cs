using System.Globalization;
using System.Text.Json;
using GameServer.Hosting.Accounts;
using GameServer.Hosting.Tests.Infrastructure;
using GameServer.Rpc;
using GameServer.Services;
using Microsoft.Extensions.DependencyInjection;

namespace GameServer.Hosting.Tests.Services;

/// <summary>Keeping order over a real WebSocket, in both formats.</summary>
public abstract class AdminServiceTests(string subprotocol) : IDisposable
{
    private const string Password = "correct horse";
    private readonly TemporaryFolder _folder = new();
    private RunningServer? _server;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private RunningServer Server => _server ??= RunningServer.Start(
        _folder, configure: services => new GameServerBuilder(services).AddGame<TallyGame>("tally").AddNameFilter<NoKings>().AddNameFilter<NoQueens>());

    [Fact]
    public async Task Only_an_administrator_keeps_order_and_not_over_another()
    {
        await using var admin = await AdministratorAsync("Root");
        await using var other = await AdministratorAsync("Other");
        await using var ann = await RegisterAsync("Ann");
        await using var guest = await Server.GuestAsync("Guest", subprotocol);
        await using var nobody = await Server.ConnectAsync(subprotocol);
        foreach (var (method, arguments) in new (string, object)[]
        {
            ("admin.mute", new { name = "Other", minutes = 1 }), ("admin.kick", new { name = "Other" }),
            ("admin.ban", new { name = "Other", minutes = 1 }), ("admin.pardon", new { name = "Other" }), ("admin.online", new { }),
        })
        {
            Assert.Equal(ErrorCodes.SignInFirst, (await nobody.FailAsync(method, arguments)).Code);
            Assert.Equal(ErrorCodes.NotAllowed, (await guest.FailAsync(method, arguments)).Code);
            Assert.Equal(ErrorCodes.NotAllowed, (await ann.FailAsync(method, arguments)).Code);
            if (method is not ("admin.pardon" or "admin.online"))
            {
                Assert.Equal(ErrorCodes.NotAllowed, (await admin.FailAsync(method, arguments)).Code);
            }
        }

        Assert.Equal(ErrorCodes.InvalidParams, (await admin.FailAsync("admin.kick", new { name = "Nobody" })).Code);
        foreach (var minutes in new[] { 0, -1, 5_256_001 })
        {
            Assert.Equal(ErrorCodes.InvalidParams, (await admin.FailAsync("admin.ban", new { name = "Ann", minutes })).Code);
        }

        await ann.CallAsync("server.ping");
    }

    [Fact]
    public async Task Who_is_online_is_told_with_name_room_time_and_address_a_page_at_a_time()
    {
        await using var admin = await AdministratorAsync("Root");
        await using var ann = await RegisterAsync("Ann");
        await using var guest = await Server.GuestAsync("Guest", subprotocol);
        await using var away = await Server.GuestAsync("Away", subprotocol);
        await using var nobody = await Server.ConnectAsync(subprotocol);
        await nobody.CallAsync("server.ping");
        var room = (await ann.CallAsync("room.join", new { game = "tally" })).GetProperty("room").GetProperty("id").GetString();
        await guest.CallAsync("room.watch", new { room });
        await away.DisposeAsync();

        JsonElement online;
        do
        {
            online = await admin.CallAsync("admin.online");
        }
        while (online.GetProperty("connections").GetInt32() > 4);

        Assert.Equal(4, online.GetProperty("total").GetInt32());
        JsonElement[] players = [.. online.GetProperty("players").EnumerateArray()];
        Assert.Equal(["Root", "Ann", "Guest", "Away"], players.Select(static player => player.GetProperty("name").GetString()));
        Assert.Equal([false, false, true, true], players.Select(static player => player.GetProperty("guest").GetBoolean()));
        Assert.Equal(["127.0.0.1", "127.0.0.1", "127.0.0.1", null], players.Select(static player => player.GetProperty("address").GetString()));
        Assert.Equal([null, room, room, null], players.Select(static player => player.GetProperty("room").GetString()));
        Assert.Equal([null, "tally", "tally", null], players.Select(static player => player.GetProperty("game").GetString()));
        Assert.Equal([false, true, false, false], players.Select(static player => player.GetProperty("seated").GetBoolean()));
        Assert.All(players, static player => Assert.InRange(
            DateTimeOffset.UtcNow - DateTimeOffset.Parse(player.GetProperty("since").GetString()!, CultureInfo.InvariantCulture), TimeSpan.Zero, TimeSpan.FromMinutes(5)));

        var page = await admin.CallAsync("admin.online", new { count = 2, after = players[0].GetProperty("id").GetInt64() });
        Assert.Equal(["Ann", "Guest"], page.GetProperty("players").EnumerateArray().Select(static player => player.GetProperty("name").GetString()));
        Assert.Equal(4, page.GetProperty("total").GetInt32());
        foreach (var count in new[] { 0, 501 })
        {
            Assert.Equal(ErrorCodes.InvalidParams, (await admin.FailAsync("admin.online", new { count })).Code);
        }
    }

    [Fact]
    public async Task Who_is_muted_can_say_nothing_on_any_line_until_he_is_pardoned()
    {
        await using var admin = await AdministratorAsync("Root");
        await using var ann = await RegisterAsync("Ann");
        await ann.CallAsync("room.join", new { game = "tally" });
        await ann.CallAsync("chat.say", new { text = "hello" });
        var muted = await admin.CallAsync("admin.mute", new { name = "ann", minutes = 60 });
        AssertEndsIn(TimeSpan.FromMinutes(60), muted);

        AssertMuted(await ann.FailAsync("chat.say", new { text = "hello" }));
        await using var again = await Server.ConnectAsync(subprotocol);
        await again.CallAsync("login.signIn", new { name = "Ann", password = Password });
        await again.CallAsync("room.join", new { game = "tally" });
        AssertMuted(await again.FailAsync("chat.say", new { text = "hello" }));

        await admin.CallAsync("admin.pardon", new { name = "Ann" });
        await again.CallAsync("chat.say", new { text = "hello" });

        void AssertMuted(CallErrorException failure)
        {
            Assert.Equal(ErrorCodes.Muted, failure.Code);
            Assert.Equal(muted.GetProperty("until").GetString(), failure.Error.GetProperty("data").GetProperty("until").GetString());
        }
    }

    [Fact]
    public async Task Who_is_kicked_leaves_his_seat_and_may_come_back()
    {
        await using var admin = await AdministratorAsync("Root");
        await using var ann = await RegisterAsync("Ann");
        await ann.CallAsync("room.join", new { game = "tally" });
        await admin.CallAsync("admin.kick", new { name = "Ann" });
        Assert.Equal((1008, "kicked"), await ann.Closed);
        Assert.Equal(0, (await admin.CallAsync("server.info")).GetProperty("players").GetInt32());

        await using var again = await Server.ConnectAsync(subprotocol);
        await again.CallAsync("login.signIn", new { name = "Ann", password = Password });
        await admin.CallAsync("admin.kick", new { name = "Ann" });
        // There is nobody any more, and nothing wrong about it.
        await admin.CallAsync("admin.kick", new { name = "Ann" });
    }

    [Fact]
    public async Task Who_is_banned_is_out_and_no_way_of_signing_in_lets_him_back()
    {
        await using var admin = await AdministratorAsync("Root");
        await using var ann = await Server.ConnectAsync(subprotocol);
        var token = (await ann.CallAsync("login.register", new { name = "Ann", password = Password })).GetProperty("token").GetString();
        await ann.CallAsync("room.join", new { game = "tally" });
        var banned = await admin.CallAsync("admin.ban", new { name = "Ann", minutes = 5 });
        AssertEndsIn(TimeSpan.FromMinutes(5), banned);
        Assert.Equal((1008, "banned"), await ann.Closed);

        await using var again = await Server.ConnectAsync(subprotocol);
        foreach (var failure in new[]
        {
            await again.FailAsync("login.resume", new { token }),
            await again.FailAsync("login.signIn", new { name = "Ann", password = Password }),
        })
        {
            Assert.Equal(ErrorCodes.Banned, failure.Code);
            Assert.Equal(banned.GetProperty("until").GetString(), failure.Error.GetProperty("data").GetProperty("until").GetString());
        }

        // That there is a ban is for the account's owner to know.
        Assert.Equal(ErrorCodes.WrongNameOrPassword, (await again.FailAsync("login.signIn", new { name = "Ann", password = "wrong horse" })).Code);
        await again.CallAsync("login.guest");

        await admin.CallAsync("admin.pardon", new { name = "Ann" });
        await again.CallAsync("login.resume", new { token });
    }

    [Fact]
    public async Task A_guest_who_is_banned_or_muted_does_not_come_back_as_another_from_the_same_address()
    {
        await using var admin = await AdministratorAsync("Root");
        await using var loud = await Server.ConnectFromAsync("127.0.0.2");
        await loud.CallAsync("login.guest", new { name = "Loud" });
        await admin.CallAsync("admin.mute", new { name = "Loud", minutes = 5 });
        await using var loudAgain = await Server.ConnectFromAsync("127.0.0.2");
        await loudAgain.CallAsync("login.guest", new { name = "Louder" });
        await loudAgain.CallAsync("room.join", new { game = "tally" });
        Assert.Equal(ErrorCodes.Muted, (await loudAgain.FailAsync("chat.say", new { text = "hello" })).Code);

        await admin.CallAsync("admin.ban", new { name = "Louder", minutes = 5 });
        await using var banned = await Server.ConnectFromAsync("127.0.0.2");
        Assert.Equal(ErrorCodes.Banned, (await banned.FailAsync("login.guest")).Code);
        await banned.CallAsync("login.register", new { name = "Registered", password = Password });
        await using var elsewhere = await Server.ConnectFromAsync("127.0.0.3");
        await elsewhere.CallAsync("login.guest");

        await admin.CallAsync("admin.pardon", new { name = "Louder" });
        await banned.CallAsync("login.guest");
    }

    [Theory]
    [InlineData("King Ann")]
    [InlineData("queen bee")]
    public async Task A_name_that_any_filter_refuses_is_not_given(string name)
    {
        await using var client = await Server.ConnectAsync(subprotocol);
        Assert.Equal(ErrorCodes.NameOrPasswordRefused, (await client.FailAsync("login.register", new { name, password = Password })).Code);
        Assert.Equal(ErrorCodes.NameOrPasswordRefused, (await client.FailAsync("login.guest", new { name })).Code);
        await client.CallAsync("login.guest", new { name = "Ann" });
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

    private static void AssertEndsIn(TimeSpan time, JsonElement restriction) => Assert.InRange(
        DateTimeOffset.Parse(restriction.GetProperty("until").GetString()!, CultureInfo.InvariantCulture) - DateTimeOffset.UtcNow,
        time - TimeSpan.FromMinutes(1),
        time);

    private async Task<TestClient> RegisterAsync(string name)
    {
        var client = await Server.ConnectAsync(subprotocol);
        await client.CallAsync("login.register", new { name, password = Password });
        return client;
    }

    private async Task<TestClient> AdministratorAsync(string name)
    {
        var client = await RegisterAsync(name);
        var account = await Server.Services.GetRequiredService<IAccountStore>().FindAsync(AccountName.Parse(name), Cancellation);
        await Server.Services.GetRequiredService<IStandingStore>().SetAdministratorAsync(account!.Account.Id, true, Cancellation);
        return client;
    }

    private sealed class NoKings : INameFilter
    {
        public bool Allows(string name) => !name.Contains("king", StringComparison.OrdinalIgnoreCase);
    }

    private sealed class NoQueens : INameFilter
    {
        public bool Allows(string name) => !name.Contains("queen", StringComparison.OrdinalIgnoreCase);
    }
}

public sealed class JsonAdminServiceTests() : AdminServiceTests("gameserver.v1.json");

public sealed class MessagePackAdminServiceTests() : AdminServiceTests("gameserver.v1.msgpack");
