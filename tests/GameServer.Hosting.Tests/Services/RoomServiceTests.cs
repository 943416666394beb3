using GameServer.Hosting.Tests.Infrastructure;
using GameServer.Rpc;

namespace GameServer.Hosting.Tests.Services;

/// <summary>Finding, joining, watching and leaving rooms over a real WebSocket, in both formats.</summary>
public abstract class RoomServiceTests(string subprotocol) : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _settings = [];
    private RunningServer? _server;

    private RunningServer Server => _server ??= RunningServer.Start(
        _folder, _settings, services => new GameServerBuilder(services).AddGame<TallyGame>("tally"));

    [Fact]
    public async Task Snapshots_and_events_follow_the_reply_to_joining()
    {
        await using var client = await Server.GuestAsync("Ann", subprotocol);
        var joined = await client.CallAsync("room.join");
        await client.EventAsync("room.snapshot");

        Assert.Equal("tank", joined.GetProperty("room").GetProperty("game").GetString());
        Assert.NotEmpty(joined.GetProperty("schema").EnumerateArray());
        Assert.Contains(
            joined.GetProperty("players").EnumerateArray(),
            player => player.GetProperty("id").GetInt32() == joined.GetProperty("you").GetInt32()
                && player.GetProperty("name").GetString() == "Ann");
        var received = client.Received;
        var reply = Array.FindIndex([.. received], message => message.Contains("\"schema\"", StringComparison.Ordinal));
        Assert.DoesNotContain(received.Take(reply), message => message.Contains("\"method\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Steering_is_acknowledged_in_snapshots()
    {
        await using var client = await Server.GuestAsync("Ann", subprotocol);
        await client.CallAsync("room.join", new { game = "tank" });
        await client.CallAsync("tank.steer", new { seq = 7, throttle = 1.0, turn = 0.0, aim = 0.5, fire = false });
        while ((await client.EventAsync("room.snapshot")).GetProperty("ack").GetInt32() != 7)
        {
        }
    }

    [Fact]
    public async Task A_watcher_needs_no_sign_in_and_goes_on_watching_through_one()
    {
        await using var client = await Server.ConnectAsync(subprotocol);
        var watched = await client.CallAsync("room.watch");
        Assert.Equal(0, watched.GetProperty("you").GetInt32());
        await client.EventAsync("room.snapshot");
        await client.CallAsync("login.guest", new { name = "Ann" });
        Assert.True((await client.CallAsync("server.ping")).GetProperty("tick").GetInt32() > 0);
        Assert.Equal(ErrorCodes.JoinRoomFirst, (await client.FailAsync("chat.say", new { text = "hello" })).Code);

        var joined = await client.CallAsync("room.join", new { room = watched.GetProperty("room").GetProperty("id").GetString() });
        Assert.NotEqual(0, joined.GetProperty("you").GetInt32());
    }

    [Fact]
    public async Task After_leaving_nothing_of_the_room_arrives()
    {
        await using var client = await Server.GuestAsync("Ann", subprotocol);
        await client.CallAsync("room.join");
        await client.EventAsync("room.snapshot");
        await client.CallAsync("room.leave");
        var before = client.Received.Count;
        for (var seq = 1; seq <= 20; seq++)
        {
            var pong = await client.CallAsync("server.ping", new { seq, sent = 0.5 });
            Assert.Equal(0, pong.GetProperty("tick").GetInt32());
        }

        Assert.DoesNotContain(client.Received.Skip(before), message => message.Contains("\"method\"", StringComparison.Ordinal));
        await client.CallAsync("room.leave");
    }

    [Fact]
    public async Task Who_does_not_come_back_in_time_leaves_the_room()
    {
        _settings["Limits:ResumeSeconds"] = "1";
        await using var ann = await Server.GuestAsync("Ann", subprotocol);
        await using var bob = await Server.GuestAsync("Bob", subprotocol);
        await ann.CallAsync("room.join", new { game = "tally" });
        var you = (await bob.CallAsync("room.join", new { game = "tally" })).GetProperty("you").GetInt32();
        await bob.DisposeAsync();

        Assert.Equal(you, (await ann.EventAsync("room.left")).GetProperty("player").GetInt32());
        var room = Assert.Single((await ann.CallAsync("room.list")).EnumerateArray());
        Assert.Equal(1, room.GetProperty("players").GetInt32());
    }

    [Fact]
    public async Task A_new_room_opens_when_the_others_are_full()
    {
        var rooms = new List<string>();
        var clients = new List<TestClient>();
        for (var number = 0; number < 3; number++)
        {
            clients.Add(await Server.GuestAsync(null, subprotocol));
            rooms.Add((await clients[number].CallAsync("room.join", new { game = "tally" })).GetProperty("room").GetProperty("id").GetString()!);
        }

        Assert.Equal(rooms[0], rooms[1]);
        Assert.NotEqual(rooms[0], rooms[2]);
        Assert.Equal(ErrorCodes.RoomFull, (await clients[2].FailAsync("room.join", new { room = rooms[0] })).Code);
        Assert.Equal(2, (await clients[0].CallAsync("room.list")).GetArrayLength());
        foreach (var client in clients)
        {
            await client.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_refused_move_does_not_cost_the_seat()
    {
        var clients = new List<TestClient>();
        var rooms = new List<string>();
        for (var number = 0; number < 4; number++)
        {
            clients.Add(await Server.GuestAsync(null, subprotocol));
            rooms.Add((await clients[number].CallAsync("room.join", new { game = "tally" })).GetProperty("room").GetProperty("id").GetString()!);
        }

        var (ann, bob) = (clients[0], clients[1]);
        Assert.Equal(ErrorCodes.RoomFull, (await ann.FailAsync("room.join", new { room = rooms[2] })).Code);
        Assert.Equal(ErrorCodes.RoomNotFound, (await ann.FailAsync("room.join", new { room = "nowhere" })).Code);
        Assert.Equal(ErrorCodes.RoomNotFound, (await ann.FailAsync("room.watch", new { game = "chess" })).Code);
        await ann.CallAsync("chat.say", new { text = "still here" });
        await bob.EventAsync("chat.said");
        Assert.False(bob.HasEvent("room.left"));
        foreach (var client in clients)
        {
            await client.DisposeAsync();
        }
    }

    [Fact]
    public async Task The_full_room_where_one_sits_has_a_place_for_oneself()
    {
        await using var ann = await Server.GuestAsync("Ann", subprotocol);
        await using var bob = await Server.GuestAsync("Bob", subprotocol);
        var room = (await ann.CallAsync("room.join", new { game = "tally" })).GetProperty("room").GetProperty("id").GetString();
        await bob.CallAsync("room.join", new { room });
        foreach (var where in new object[] { new { room }, new { game = "tally" } })
        {
            var again = await ann.CallAsync("room.join", where);
            Assert.Equal(room, again.GetProperty("room").GetProperty("id").GetString());
            Assert.Equal(2, again.GetProperty("players").GetArrayLength());
            await bob.EventAsync("room.left");
        }

        await ann.CallAsync("chat.say", new { text = "here again" });
        await bob.EventAsync("chat.said");
        await using var eve = await Server.GuestAsync("Eve", subprotocol);
        Assert.Equal(ErrorCodes.RoomFull, (await eve.FailAsync("room.join", new { room })).Code);
        await ann.CallAsync("room.leave");
        await eve.CallAsync("room.join", new { room });
    }

    [Fact]
    public async Task Who_joins_without_wanting_a_reply_is_sent_the_room_all_the_same()
    {
        await using var client = await Server.GuestAsync("Ann", subprotocol);
        await client.NotifyAsync("room.join", new { game = "tank" });
        await client.EventAsync("room.snapshot");
    }

    [Fact]
    public async Task Rooms_and_games_that_do_not_exist_are_not_found()
    {
        await using var client = await Server.GuestAsync(null, subprotocol);
        Assert.Equal(ErrorCodes.RoomNotFound, (await client.FailAsync("room.join", new { game = "chess" })).Code);
        Assert.Equal(ErrorCodes.RoomNotFound, (await client.FailAsync("room.join", new { room = "nowhere" })).Code);
        Assert.Equal(ErrorCodes.RoomNotFound, (await client.FailAsync("room.watch", new { room = "nowhere" })).Code);
        Assert.Equal(0, (await client.CallAsync("room.list")).GetArrayLength());
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

public sealed class JsonRoomServiceTests() : RoomServiceTests("gameserver.v1.json");

public sealed class MessagePackRoomServiceTests() : RoomServiceTests("gameserver.v1.msgpack");
