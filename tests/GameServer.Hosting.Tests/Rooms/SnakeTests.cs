using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using GameServer.Hosting.Rooms;
using GameServer.Hosting.Tests.Infrastructure;
using GameServer.Hosting.Tests.Snake;
using GameServer.Rpc;
using GameServer.Rpc.Protocol;
using GameServer.Services;
using MessagePack;

namespace GameServer.Hosting.Tests.Rooms;

/// <summary>The second game: one folder, and it is played.</summary>
public sealed class SnakeTests
{
    private static readonly JsonSerializerOptions Wire = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    [Fact]
    public void Its_folder_has_at_most_150_lines() => Assert.InRange(
        Directory.GetFiles(Path.Combine(TestRepository.Root, "tests/GameServer.Hosting.Tests/Snake"))
            .Sum(file => File.ReadLines(file).Count()),
        1, 150);

    [Theory, InlineData("gameserver.v1.json"), InlineData("gameserver.v1.msgpack")]
    public async Task It_is_played_over_a_real_WebSocket(string subprotocol)
    {
        using var folder = new TemporaryFolder();
        await using var server = RunningServer.Start(
            folder, configure: services => new GameServerBuilder(services).AddGame<SnakeGame>("snake"));
        await using var ann = await server.GuestAsync("Ann", subprotocol);
        await using var ben = await server.GuestAsync("Ben", subprotocol);
        Assert.Equal(ErrorCodes.JoinRoomFirst, (await ann.FailAsync("snake.turn", new { heading = "up" })).Code);

        var mine = await SnakeClient.JoinAsync(ann, subprotocol);
        var other = await SnakeClient.JoinAsync(ben, subprotocol);
        Assert.Equal(SnakeGame.Size, mine.Reply.GetProperty("world").GetProperty("width").GetInt32());
        Assert.Equal(["head", "body", "food"], mine.Schema.Select(kind => kind.Name));
        Assert.Equal(ErrorCodes.InvalidParams, (await ann.FailAsync("snake.turn", new { heading = "sideways" })).Code);
        Assert.Equal(ErrorCodes.JoinRoomFirst, (await ann.FailAsync("tank.respawn")).Code);

        var before = await mine.UntilAsync(head => head["heading"] == 0);
        await ann.CallAsync("snake.turn", new { heading = "down" });
        var after = await mine.UntilAsync(head => head["heading"] == 1 && head["y"] != before["y"]);
        Assert.InRange(after["hunger"], 1, before["hunger"] - 1);
        Assert.Contains(mine.Entities.Keys, id => mine.KindOf(id) == "body");

        await other.UntilAsync(_ => true);
        Assert.All(
            other.Entities.Where(entity => other.KindOf(entity.Key) == "head"),
            head => Assert.Equal(head.Key == other.Head, head.Value.ContainsKey("hunger")));
    }

    [Fact]
    public void Food_is_not_sent_before_it_is_ripe()
    {
        using var rooms = TestRooms.Of<SnakeGame>();
        var room = rooms.NewRoom();
        var watcher = new TestViewer(new MessagePackFormat());
        watcher.Start(room.Enter(watcher, null));
        for (var step = 1; step <= SnakeGame.StepsToRipen; step++)
        {
            room.Tick();
            Assert.Empty(watcher.Entities);
        }

        room.Tick();
        Assert.Single(watcher.Entities);
        Assert.Equal(SnakeGame.StepsToRipen + 1, room.Simulation.Game.Sets[2].Count);
    }

    [Fact]
    public void A_snake_that_finds_nothing_starves_and_its_points_are_kept()
    {
        using var rooms = TestRooms.Of<SnakeGame>();
        var room = rooms.NewRoom();
        var player = new TestViewer(new JsonFormat(), account: 5);
        player.Start(room.Enter(player, "Ann"));
        while (player.Events.Count == 0)
        {
            // In a ring of four squares there is nothing to eat for long.
            player.Place!.Seat!.Post(new Turn((Heading)((room.LatestTick + 1) % 4)));
            room.Tick();
            Assert.InRange(room.LatestTick, 1, 10 * SnakeGame.StepsToStarve);
        }

        var (name, _, died) = player.Events.Single();
        Assert.Equal(("test.died", 1), (name, died.GetProperty("player").GetInt32()));
        Assert.Equal([(5, "Ann", died.GetProperty("length").GetInt32())], rooms.Awards);
    }

    private sealed class SnakeClient
    {
        private readonly TestClient _client;
        private readonly ClientEntities _entities = new();
        private readonly bool _isText;

        private SnakeClient(TestClient client, JsonElement reply, bool isText)
        {
            (_client, Reply, _isText) = (client, reply, isText);
            Schema = reply.GetProperty("schema").Deserialize<EntityKind[]>(Wire)!;
        }

        public JsonElement Reply { get; }

        public IReadOnlyList<EntityKind> Schema { get; }

        public SortedDictionary<int, Dictionary<string, int>> Entities => _entities.ById;

        /// <summary>The own head: the one that came with what only its player knows.</summary>
        public int Head => Entities.Single(entity => entity.Value.ContainsKey("hunger")).Key;

        public static async Task<SnakeClient> JoinAsync(TestClient client, string subprotocol) => new(
            client, await client.CallAsync("room.join", new { game = "snake" }), subprotocol == "gameserver.v1.json");

        public string KindOf(int id) => Schema.Single(kind => id >= kind.FirstId && id <= kind.LastId).Name;

        /// <summary>Applies snapshots until one shows the own head so.</summary>
        public async Task<Dictionary<string, int>> UntilAsync(Func<Dictionary<string, int>, bool> isSo)
        {
            while (true)
            {
                var parameters = await _client.EventAsync("room.snapshot");
                var json = $$"""{"jsonrpc":"2.0","method":"room.snapshot","params":{{parameters.GetRawText()}}}""";
                var bytes = _isText ? Encoding.UTF8.GetBytes(json) : MessagePackSerializer.ConvertFromJson(json);
                _entities.Apply(ReceivedSnapshot.Read(bytes, _isText, Schema));
                if (isSo(Entities[Head]))
                {
                    return new(Entities[Head]);
                }
            }
        }
    }
}
